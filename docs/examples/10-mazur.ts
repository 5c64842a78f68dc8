// Matt Mazur's published example, 2-2-2: one step of gradient descent gives the weights that he prints.
import { sigmoid } from "@chainrule/activations";
import { halfSquaredError } from "@chainrule/losses";
import { dense, given, sequential, train } from "@chainrule/network";
import { sgd } from "@chainrule/optimizers";
import { tensor } from "@chainrule/tensor";

// A kernel is [inputs, units]: his w1 and w2 are the first column.
const net = sequential([
  dense(2, sigmoid, {
    kernel: given([
      [0.15, 0.25],
      [0.2, 0.3],
    ]),
    bias: given([0.35, 0.35]),
  }),
  dense(2, sigmoid, {
    kernel: given([
      [0.4, 0.5],
      [0.45, 0.55],
    ]),
    bias: given([0.6, 0.6]),
  }),
]);
const inputs = tensor([[0.05, 0.1]], { dtype: "float64" });
const targets = tensor([[0.01, 0.99]], { dtype: "float64" });
const options = { loss: halfSquaredError, reduction: "sum", optimizer: sgd({ rate: 0.5 }), epochs: 1 } as const;
const { epochs } = await train(net, { inputs, targets }, options).finished;

console.log(epochs[0]!.loss.toFixed(9)); // → 0.298371109
const { "1.kernel": first, "2.kernel": second } = net.memory!.parameters;
console.log(second!.toTypedArray()[0]!.toFixed(8), first!.toTypedArray()[0]!.toFixed(9)); // → 0.35891648 0.149780716
