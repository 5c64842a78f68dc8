import { expect, test } from "vitest";
import { killTrainings } from "./kill.ts";

// Some kills; `pnpm crash` does 200.

test("a training that is killed at random moments ends with the bits of one that never was", async () => {
  const { kills, runs, halves } = await killTrainings(6);
  expect(kills).toBeGreaterThanOrEqual(6);
  expect(runs).toBeGreaterThan(0);
  expect(halves).toBe(0);
}, 180_000);
