import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { alone } from "./alone/index.ts";
import { contestants } from "./contestant.ts";
import { markdown } from "./markdown.ts";
import { picture } from "./picture.ts";
import type { Results } from "./results.ts";
import { works } from "./work.ts";

// What is published was made by `pnpm bench --out apps/bench/results/DATE.json`: by the works as they are now.

const folder = new URL("../results/", import.meta.url);
const newest = globSync("*.json", { cwd: folder }).sort().at(-1)!;
const read = (file: string): string => readFileSync(new URL(file, folder), "utf8");

test("the newest results are of these works and libraries: else run the bench again", () => {
  const results = JSON.parse(read(newest)) as Results;
  expect(results.format).toBe("chainrule-bench/1");
  expect(results.works.map(({ name, title, kind }) => ({ name, title, kind }))).toEqual(
    works.map(({ name, title, kind }) => ({ name, title, kind })),
  );
  expect(results.works.map(({ outcomes }) => outcomes.map(({ wanted }) => wanted))).toEqual(
    works.map(({ goals }) => goals.map(({ times }) => times)),
  );
  expect(results.alone.map(({ name, title }) => [name, title])).toEqual(alone.map(({ name, title }) => [name, title]));
  for (const { entries } of results.works) {
    expect(entries.map(({ name }) => name).sort()).toEqual([...contestants].sort());
  }
});

test("their picture is of them", () => {
  expect(read(newest.replace(".json", ".svg"))).toBe(picture(JSON.parse(read(newest)) as Results));
});

test("as a table they say who was how much slower, and on which machine", () => {
  const results = JSON.parse(read(newest)) as Results;
  const [where, , ...table] = markdown(results).trimEnd().split("\n");
  expect(where).toContain(`${results.machine.processor}, ${results.machine.cores} cores`);
  expect(table.length).toBe(2 + works.length);
  const { title, entries } = results.works[0]!;
  const { processorRatio } = entries.find(({ name }) => name === "brain.js")!;
  expect(table[2]).toMatch(`| ${title} |`);
  expect(table[2]).toContain(`| ${processorRatio!.toPrecision(2)}\u00a0× |`);
});
