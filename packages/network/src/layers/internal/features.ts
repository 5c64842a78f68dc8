import { formatShape, refuse, type Shape, ShapeError } from "@chainrule/tensor";

/** The number of features of an example: its last axis. */
export function featuresOf(who: string, inputShape: Shape): number {
  const features = inputShape.at(-1);
  if (features !== undefined) return features;
  const received = `one example of shape ${formatShape(inputShape)}`;
  return refuse(ShapeError, who, "inputs of shape [rows, …, features]", received, "Put reshape([1]) before it.");
}
