// Slope, formula, gradient and Jacobian of ordinary functions.
import { formula, grad, jacobian, valueAndGrad } from "@chainrule/compiler";
import { sin, type Tensor } from "@chainrule/tensor";

const wave = (x: Tensor) => x.mul(sin(x));
console.log(grad(wave)(0.5).item().toFixed(6), grad(grad(wave))(0).item()); // → 0.918217 2
console.log(formula(wave)); // → x·sin(x)
console.log(formula(grad(wave), { names: ["t"] })); // → sin(t) + t·cos(t)
console.log(formula(grad(wave), { format: "latex" })); // → \sin\left(x\right) + x \cdot \cos\left(x\right)

const length = (x: Tensor) => x.square().sum().sqrt();
const [value, direction] = valueAndGrad(length)([3, 4]);
console.log(value.item(), direction); // → 5 Tensor float32 [2] [0.6, 0.8]

const height = (radius: Tensor, angle: Tensor) => radius.mul(sin(angle));
console.log(grad(height, 1)(2, 0).item()); // → 2
console.log(jacobian((x) => x.mul(x.sum()))([1, 2])); // → Tensor float32 [2, 2] [[4, 1],
// →  [2, 5]]
