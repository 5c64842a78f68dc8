import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";

const program = `
  import { eye, full, tensor } from "@chainrule/tensor";
  const gradient = tensor([[1, 2, 3], [4, 5, 6], [7, 8, 9]]);
  let weights = eye(3);
  const megabytes = () => process.memoryUsage().rss / 2 ** 20;
  let early = 0;
  for (let step = 1; step <= 1_000_000; step++) {
    weights = weights.sub(gradient.mul(2 ** -20));
    if (step === 100_000) early = megabytes();
  }
  console.log(JSON.stringify({ weights: weights.toArray(), grown: megabytes() - early }));
`;

test("a million updates of a 3×3 matrix run in constant memory", { timeout: 60_000 }, () => {
  const options = [
    "--conditions=@chainrule/source",
    "--max-old-space-size=16",
    "--input-type=module",
    "--eval",
    program,
  ];
  const start = performance.now();
  const output = execFileSync(process.execPath, options, { cwd: import.meta.dirname, encoding: "utf8" });
  const { weights, grown } = JSON.parse(output) as { weights: number[][]; grown: number };
  expect(performance.now() - start).toBeLessThan(20_000);
  expect(grown).toBeLessThan(20);
  // 1 − 10⁶/2²⁰, and 2 less than nothing: every product is exact in float32, and nearly every sum.
  expect(weights[0]![0]).toBeCloseTo(1 - 1e6 / 2 ** 20, 3);
  expect(weights[2]![1]).toBeCloseTo((-8 * 1e6) / 2 ** 20, 1);
});
