import type { Tensor } from "@chainrule/tensor";
import { activation } from "./activation.ts";
import type { Layer } from "./layer.ts";

/**
 * Any function of a tensor as a layer, also one that changes the shape of an example; it is `activation` under the name
 * that others have for it.
 *
 * It is saved like every layer, as its expression: unlike Keras' `Lambda` it loads without the code of the function.
 * What the function reads besides its input is fixed when it is traced, and it learns nothing.
 *
 * @param f - `[rows, …]` to `[rows, …]`
 * @throws ShapeError if the function does not give a row for each row
 */
export const lambda = (f: (x: Tensor) => Tensor): Layer => ({ ...activation(f), name: "lambda" });
