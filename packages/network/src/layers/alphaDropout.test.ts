import { normal, randomKey } from "@chainrule/tensor";
import { expect, test } from "vitest";
import { alphaDropout } from "./alphaDropout.ts";

test.each([0.1, 0.5])("rate %d: mean 0 and variance 1 stay, that share takes one value", (rate) => {
  const x = normal(randomKey(1), [200, 200], { dtype: "float64" });
  const [y] = alphaDropout(rate).apply({ parameters: {}, state: {} }, x, { training: true, key: randomKey(2) });
  expect(y.mean().item()).toBeCloseTo(0, 1.5);
  expect(y.square().mean().item()).toBeCloseTo(1, 1.5);
  const counts = new Map<number, number>();
  for (const value of y.toTypedArray()) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [value, times] = [...counts].reduce((most, each) => (each[1] > most[1] ? each : most));
  expect(times / 40_000).toBeCloseTo(rate, 1.7);
  // The affine map of the paper: a·(α′ − p·α′), with a = (q + α′²·q·p)^−½ and α′ = −1.7581.
  const a = (1 - rate + 1.7580993408 ** 2 * (1 - rate) * rate) ** -0.5;
  expect(value).toBeCloseTo(-1.7580993408 * a * (1 - rate), 6);
});
