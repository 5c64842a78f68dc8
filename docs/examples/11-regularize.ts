// A network far too large for 24 noisy points, as it is and with dropout and L2: smaller weights, better on new points.
import { relu } from "@chainrule/activations";
import { meanSquaredError } from "@chainrule/losses";
import { dense, dropout, evaluate, l2, sequential, train } from "@chainrule/network";
import { adam } from "@chainrule/optimizers";
import { normal, randomKey, sin, uniform } from "@chainrule/tensor";

const points = (seed: number, rows: number) => {
  const x = uniform(randomKey(seed), [rows, 1], { low: -3, high: 3 });
  return { inputs: x, targets: sin(x).add(normal(randomKey(seed + 1), [rows, 1], { deviation: 0.4 })) };
};
const options = { loss: meanSquaredError, optimizer: adam({ rate: 0.01 }), epochs: 400 };
const plain = sequential([dense(64, relu), dense(64, relu), dense(1)]);
await train(plain, points(1, 24), options).finished;
const held = sequential([dense(64, relu), dropout(0.2), dense(64, relu), dropout(0.2), dense(1)]);
await train(held, points(1, 24), { ...options, regularizer: l2(0.003) }).finished;

const size = (net: typeof plain) => l2(1)(net.memory!.parameters).item();
console.log(size(held) < size(plain) / 2); // → true
const [loss, better] = [plain, held].map((net) => evaluate(net, points(9, 500), options).loss);
console.log(better! < loss!); // → true
