import type { Schedule } from "@chainrule/tensor";
import { describe, expect, test } from "vitest";
import { deviation, fixtures, float64 } from "./fixture.ts";
import { type Made, revive } from "./made.ts";

interface Case {
  readonly ours: Made & { readonly schedule: string };
  /** What it is called there. */
  readonly foreign: string;
  readonly values: readonly number[];
}

describe.each(fixtures<object, Case>("schedules"))("$from", ({ cases }) => {
  test.each(cases)("$ours.schedule as $foreign", ({ ours, values }) => {
    const schedule = revive(ours) as Schedule;
    const course = schedule(float64(values.map((_, step) => step))).toArray();
    expect(deviation(course, values, Number.MIN_VALUE)).toBeLessThan(1e-14);
  });
});
