import * as activations from "@chainrule/activations";
import * as losses from "@chainrule/losses";
import { describe, expect, test } from "vitest";
import { dataOf } from "../src/playground/data.ts";
import { lossesFor } from "../src/playground/model.ts";
import { parts } from "../src/playground/parts.ts";
import { readSettings, type Settings, start } from "../src/playground/settings.ts";
import { firstValues } from "../src/playground/firstValues.ts";
import { Trial } from "../src/playground/trial.ts";

// Whatever the playground offers can be trained with.

const small: Settings = { ...start, rows: 40, hidden: [{ units: 4, activation: "tanh" }] };

/** The loss after three steps. */
async function tried(change: Partial<Settings>): Promise<number> {
  const settings = { ...small, ...change };
  expect(readSettings(JSON.parse(JSON.stringify(settings)))).toEqual(settings);
  const trial = new Trial(settings, dataOf(settings, undefined));
  for (let i = 0; i < 3; i++) await trial.step();
  return trial.frame(undefined).loss!;
}

test("every exported activation is offered", () => {
  expect([...parts.activations].sort()).toEqual(Object.keys(activations).sort());
});

describe.each([
  ["activation", parts.activations, (name: string) => ({ hidden: [{ units: 4, activation: name }] })],
  ["optimizer", parts.optimizers.map(({ name }) => name), (optimizer: string) => ({ optimizer })],
  ["loss of yes and no", lossesFor("boolean", 1), (loss: string) => ({ loss })],
  ["loss of classes", lossesFor("classes", 2), (loss: string) => ({ loss, kind: "classes" as const })],
] as const)("%s", (_, names, change) => {
  test.each(names)("%s", async (name) => expect(await tried(change(name))).toSatisfy(Number.isFinite));
});

test.each(parts.schedules)("schedule $name", async ({ name, options }) => {
  const scheduleOptions = firstValues(options, { steps: 600, rate: 0.01 });
  expect(await tried({ schedule: name, scheduleOptions })).toSatisfy(Number.isFinite);
});

test("one schedule after another, and dropout", async () => {
  const warm = { schedule: "warmup", scheduleOptions: { steps: 1 } };
  const then = { next: "exponentialDecay", nextAt: 1, nextRate: 0.5, nextOptions: { factor: 0.5 } };
  expect(await tried({ ...warm, ...then })).toSatisfy(Number.isFinite);
  expect(await tried({ ...warm, ...then })).not.toBe(await tried(warm));
  expect(await tried({ dropout: 0.5 })).not.toBe(await tried({}));
});

test("losses that fit are those that take such targets", () => {
  expect(lossesFor("boolean", 1)).toContain("binaryCrossentropy");
  expect(lossesFor("boolean", 1)).not.toContain("hinge");
  expect(lossesFor("classes", 3)).toContain("categoricalCrossentropy");
  expect(lossesFor("number", 1)).not.toContain("binaryCrossentropy");
  expect(Object.keys(losses)).toEqual(expect.arrayContaining(lossesFor("number", 1)));
});

test("a penalty counts", async () => {
  expect(await tried({ regularizer: "l2", strength: 1 })).toBeGreaterThan(await tried({}));
});

test.each([
  [{ rate: "fast" }, "Rate: expected a number from 0"],
  [{ optimizer: "magic" }, "Optimizer: expected one of"],
  [{ hidden: [{ units: 0, activation: "tanh" }] }, "Units: expected a whole number from 1"],
  [{ hidden: Array(50).fill({ units: 4, activation: "tanh" }) }, "Layers: expected at most 8"],
  [{ dropout: 1 }, "Dropout: expected a number from 0 to 0.95"],
  [{ next: "magic" }, "Schedule: expected one of"],
  [{ optimizerOptions: { beta1: "much" } }, "Optimizer: expected numbers for beta1"],
])("settings of a link are checked: %j", (change, words) => {
  expect(() => readSettings({ ...start, ...change })).toThrow(words);
});
