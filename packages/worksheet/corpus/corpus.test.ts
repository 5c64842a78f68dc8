import { expect, test } from "vitest";
import { markSheet, readSheet } from "../src/index.ts";
import { score } from "./score.ts";
import { toText } from "./report.ts";

// The short form of `pnpm corpus`, and what is promised over its 2,000 sheets.
const sheets = 150;
const [found, named, falseAlarms] = [0.99, 0.95, 0];

test("mistakes are found and named, and there are no false alarms", { timeout: 300_000 }, () => {
  const report = score((sheet) => markSheet(readSheet(sheet)), { seed: "short", sheets });
  const { all } = report;
  const text = toText(report, 20);
  expect(all.found / all.first, text).toBeGreaterThanOrEqual(found);
  expect(all.named / all.planted, text).toBeGreaterThanOrEqual(named);
  expect(report.falseAlarms, text).toBeLessThanOrEqual(falseAlarms);
});
