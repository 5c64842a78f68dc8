// A 3-3-3-3 network written out as in "Back-Propagation is very simple": every gradient, and the error after a step.
import { relu, sigmoid, softmax } from "@chainrule/activations";
import { valueAndGrad } from "@chainrule/compiler";
import { binaryCrossentropy } from "@chainrule/losses";
import { ones, tensor } from "@chainrule/tensor";

const [x, y] = [tensor([[0.1, 0.2, 0.7]]), tensor([[1, 0, 0]])];
const weights = {
  W1: tensor([
    [0.1, 0.2, 0.3],
    [0.3, 0.2, 0.7],
    [0.4, 0.3, 0.9],
  ]),
  b1: ones([3]),
  W2: tensor([
    [0.2, 0.3, 0.5],
    [0.3, 0.5, 0.7],
    [0.6, 0.4, 0.8],
  ]),
  b2: ones([3]),
  W3: tensor([
    [0.1, 0.4, 0.8],
    [0.3, 0.7, 0.2],
    [0.5, 0.2, 0.9],
  ]),
  b3: ones([3]),
};
const errorOf = ({ W1, b1, W2, b2, W3, b3 }: typeof weights) => {
  const h1 = relu(x.matmul(W1).add(b1));
  const h2 = sigmoid(h1.matmul(W2).add(b2));
  return binaryCrossentropy(softmax(h2.matmul(W3).add(b3)), y).sum();
};
const [error, gradients] = valueAndGrad(errorOf)(weights);
console.log(error.item().toFixed(5), gradients.b3); // → 2.67928 Tensor float32 [3] [-1.0925273, 0.26624817, 0.826279]
for (const name of Object.keys(weights) as (keyof typeof weights)[]) {
  weights[name] = weights[name].sub(gradients[name].mul(0.01));
}
console.log(errorOf(weights).item().toFixed(5)); // → 2.60680
