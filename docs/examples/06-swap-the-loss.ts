// The slope of a line through seven points of which one lies far off, under three losses.
import { huber, meanAbsoluteError, meanSquaredError } from "@chainrule/losses";
import { dense, predict, sequential, train } from "@chainrule/network";
import { adam, cosineDecay } from "@chainrule/optimizers";
import type { Loss } from "@chainrule/tensor";

const inputs = [[0], [1], [2], [3], [4], [5], [6]];
const targets = [[0], [1], [2], [3], [4], [5], [26]]; // y = x, but for the last

const wideHuber: Loss = (prediction, target) => huber(prediction, target, { delta: 3 });
for (const loss of [meanSquaredError, wideHuber, meanAbsoluteError]) {
  const net = sequential([dense(1)]);
  const optimizer = adam({ rate: cosineDecay(0.3, { steps: 500 }) });
  await train(net, { inputs, targets }, { loss, optimizer, epochs: 500 }).finished;
  const [at0 = 0, at1 = 0] = predict(net, [[0], [1]]).toTypedArray();
  console.log((at1 - at0).toFixed(1)); // → 3.1
} // → 1.6
// → 1.0
