import { gradients, replay, trace } from "@chainrule/compiler";
import { type Activation, tensor } from "@chainrule/tensor";

/** Whether outputs of a row depend on its other inputs, as in softmax: seen in the slopes of the first and the last. */
export function couples(activation: Activation, width: number): boolean {
  if (width === 1) return false;
  const shape = [1, width];
  const { inputs, outputs } = trace(
    (z, direction) => [activation(z).mul(direction).sum()],
    [
      { shape, dtype: "float64" },
      { shape, dtype: "float64" },
    ],
  );
  const slopes = replay({ inputs, outputs: gradients(outputs[0]!, [inputs[0]!]) });
  const at = tensor(
    Float64Array.from({ length: width }, (_, i) => Math.sin(i + 1)),
    { shape },
  );
  return [0, width - 1].some((chosen) => {
    const direction = tensor(
      Float64Array.from({ length: width }, (_, i) => Number(i === chosen)),
      { shape },
    );
    return slopes([at, direction])[0]!.data!.some((slope, i) => i !== chosen && slope !== 0);
  });
}
