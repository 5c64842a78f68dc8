import * as optimizers from "@chainrule/optimizers";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { markSheet } from "../mark/index.ts";
import { readSheet } from "./index.ts";
import { optimizerOf } from "./optimizerOf.ts";

const example = JSON.parse(readFileSync(new URL("../../fixtures/example-sheet.json", import.meta.url), "utf8")) as {
  network: object;
};
const withNet = (changes: object) => readSheet({ ...example, network: { ...example.network, ...changes } });

test("every optimizer of the library takes a rate", () => {
  const names = Object.keys(optimizers).filter((name) => {
    try {
      return optimizerOf(name, {});
    } catch {
      return false; // a transform or a schedule, which wants options
    }
  });
  expect(names).toEqual(expect.arrayContaining(["sgd", "momentum", "nesterov", "rmsprop", "adagrad", "adam", "adamw"]));
  const core = ["sgd", "momentum", "nesterov", "rmsprop", "adagrad", "adam", "adamw"];
  for (const name of core) expect(optimizerOf(name, { rate: 0.1 }), name).toHaveProperty("update");
});

test("an option that is no number and no word is refused", () => {
  expect(() => withNet({ optimizer: { name: "momentum", options: { decay: [0.9] } } })).toThrow(
    /expected the option decay of network\.optimizer to be a number or a word, received a list of 1/,
  );
});

test("a count of steps is a whole number", () => {
  expect(() => withNet({ state: { step: 0.5 } })).toThrow(/expected network\.state\.step to be a whole number/);
});

test("a sheet without steps has nothing to mark", () => {
  expect(() => markSheet(readSheet({ ...example, steps: [] }))).toThrow(/expected a sheet with steps/);
});
