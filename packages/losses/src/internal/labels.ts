import { DTypeError, formatShape, refuse, requireValues, sameShape, ShapeError, type Tensor } from "@chainrule/tensor";

/**
 * Throws unless target holds one int32 label for each row of the prediction, 0 to classes − 1 where the values are
 * known.
 *
 * @param forRows - the loss that takes one-hot rows instead, if there is one
 */
export function requireLabels(who: string, prediction: Tensor, target: Tensor, forRows?: string): void {
  const alternative = forRows ? `, or take ${forRows} for one-hot rows` : "";
  const shape = prediction.shape.slice(0, -1);
  if (!sameShape(target.shape, shape)) {
    const expected = `target of shape ${formatShape(shape)}, one label a row`;
    const cure =
      forRows && sameShape(target.shape, prediction.shape)
        ? `Take ${forRows} for one-hot rows.`
        : `Reshape target with .reshape(${formatShape(shape)})${alternative}.`;
    refuse(ShapeError, who, expected, formatShape(target.shape), cure);
  }
  if (target.dtype !== "int32") {
    const cure = 'Write tensor(…, { dtype: "int32" }) around the labels.';
    refuse(DTypeError, who, "target int32, the number of a class", target.dtype, cure);
  }
  const classes = prediction.shape.at(-1) ?? 0;
  const cure = "Number the classes from 0, or give the last layer more units.";
  requireValues(who, target, (label) => label < 0 || label >= classes, `labels from 0 to ${classes - 1}`, cure);
}
