// The article's 3-3-3-3 net: forward, backward and update.
import { relu, sigmoid, softmax } from "@chainrule/activations";
import { valueAndGrad } from "@chainrule/compiler";
import { binaryCrossentropy } from "@chainrule/losses";
import type { Parameters, Tensor } from "@chainrule/tensor";

export { tensor } from "@chainrule/tensor";

export function step(parameters: Parameters, x: Tensor, y: Tensor, rate: number): [loss: Tensor, next: Parameters] {
  const error = ({ w1, b1, w2, b2, w3, b3 }: Parameters): Tensor => {
    const hidden1 = relu(x.matmul(w1!).add(b1!));
    const hidden2 = sigmoid(hidden1.matmul(w2!).add(b2!));
    const output = softmax(hidden2.matmul(w3!).add(b3!));
    return binaryCrossentropy(output, y).sum();
  };
  const [loss, gradients] = valueAndGrad(error)(parameters);
  const next = Object.entries(parameters).map(([name, p]) => [name, p.sub(gradients[name]!.mul(rate))] as const);
  return [loss, Object.fromEntries(next)];
}
