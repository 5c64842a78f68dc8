import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { printed, promised } from "../script.ts";

const folder = import.meta.dirname;
const scripts = readdirSync(folder).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
const read = (name: string): string => readFileSync(join(folder, name), "utf8");

test("are numbered without a gap, and listed in the README", () => {
  const numbers = scripts.map((name) => Number(/^(\d\d)-/.exec(name)?.[1])).sort((a, b) => a - b);
  expect(numbers).toEqual(scripts.map((_, i) => i + 1));
  for (const name of scripts) expect(read("README.md")).toContain(`(${name})`);
});

describe.concurrent.each(scripts)("%s", (name) => {
  test("prints what it says", { timeout: 150_000 }, async ({ expect }) => {
    const code = read(name);
    expect(code, "a first line that says what it shows").toMatch(/^\/\/ \S/);
    expect(promised(code), "at least one // → comment").not.toBe("");
    expect(await printed(join(folder, name))).toBe(promised(code));
  });
});
