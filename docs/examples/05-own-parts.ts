// An activation, a loss and an optimizer of one's own: pure functions without derivatives, passed and not registered.
import { dense, predict, sequential, train } from "@chainrule/network";
import { perParameter } from "@chainrule/optimizers";
import { type Tensor, zerosLike } from "@chainrule/tensor";

const squareplus = (x: Tensor) => x.add(x.square().add(4).sqrt()).div(2);
const fourthPower = (prediction: Tensor, target: Tensor) => prediction.sub(target).pow(4);
const signMomentum = ({ rate = 0.003, decay = 0.9 } = {}) =>
  perParameter({
    init: zerosLike,
    update(gradient, mean: Tensor) {
      const next = mean.mul(decay).add(gradient.mul(1 - decay));
      return [next.div(next.abs().add(1e-6)).mul(-rate), next];
    },
  });

const inputs = Array.from({ length: 41 }, (_, i) => [i / 10 - 2]);
const targets = inputs.map(([x]) => [x! ** 2]);
const net = sequential([dense(8, squareplus), dense(1)]);
await train(net, { inputs, targets }, { loss: fourthPower, optimizer: signMomentum(), epochs: 400 }).finished;
const [left, middle, right] = predict(net, [[-1.5], [0], [1]]).toTypedArray();
console.log(Math.abs(left! - 2.25) < 0.3, Math.abs(middle!) < 0.3, Math.abs(right! - 1) < 0.3); // → true true true
