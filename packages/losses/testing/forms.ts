import { concat, type Loss, oneHot, type Tensor } from "@chainrule/tensor";

// What each loss takes, for tests that try all of them: predictions and targets of one kind each, in rows.

/** What the numbers of an argument are; a label is the number of a class, one a row. */
export type Kind = "real" | "positive" | "probability" | "distribution" | "sign" | "label";

/** How to try a loss. */
export interface Form {
  /** What predictions are; a logarithm is that of a distribution. Default "real". */
  readonly prediction?: "real" | "positive" | "probability" | "distribution" | "logarithm";
  /** What targets are. Default as the predictions. */
  readonly target?: Kind;
  /** The loss as one of such predictions and targets, where it takes something else. */
  readonly adapt?: (loss: Loss) => Loss;
}

/** Vectors of each row, one after the other along a new axis before the last. */
const together = (first: Tensor, ...rest: Tensor[]): Tensor => {
  const raised = (x: Tensor): Tensor => x.reshape([...x.shape.slice(0, -1), 1, x.shape.at(-1)!]);
  return concat([raised(first), ...rest.map(raised)], -2);
};

/** The forms of all that do not take any real numbers. */
export const forms: Readonly<Record<string, Form>> = {
  binaryCrossentropy: { prediction: "probability" },
  binaryFocalCrossentropy: { prediction: "probability" },
  categoricalCrossentropy: { prediction: "distribution" },
  categoricalFocalCrossentropy: { prediction: "distribution" },
  categoricalGeneralizedCrossEntropy: { prediction: "distribution" },
  categoricalHinge: {
    target: "label",
    adapt: (loss) => (p, label) => loss(p, oneHot(label, p.shape.at(-1)!, { dtype: p.dtype })),
  },
  // The prediction beside the target, alike where the target's first number is above 0.
  cosineEmbedding: {
    adapt: (loss) => (p, y) => {
      const first = y.reduceMax(-1).greater(0);
      return loss(together(p, y), first.cast(p.dtype).mul(2).sub(1));
    },
  },
  dice: { prediction: "probability" },
  // A mean, and a variance that grows with it.
  gaussianNll: { adapt: (loss) => (p, y) => loss(concat([p, p.abs().add(0.5)], -1), y) },
  hinge: { target: "sign" },
  hingeEmbedding: { prediction: "positive", target: "sign" },
  klDivergence: { prediction: "distribution" },
  // A pair of scores for each number.
  marginRanking: {
    target: "sign",
    adapt: (loss) => (p, y) => {
      const scores = p.reshape([...p.shape, 1]);
      return loss(concat([scores, scores.mul(-0.5)], -1), y);
    },
  },
  meanAbsolutePercentageError: { target: "positive" },
  meanSquaredLogarithmicError: { prediction: "positive" },
  multiLabelSoftMargin: { prediction: "probability" },
  multiMargin: { target: "label" },
  negativeLogLikelihood: { prediction: "logarithm", target: "label" },
  perceptron: { target: "sign" },
  poisson: { prediction: "positive" },
  polyLoss: { prediction: "distribution" },
  softMargin: { target: "sign" },
  sparseCategoricalCrossentropy: { prediction: "distribution", target: "label" },
  squaredHinge: { target: "sign" },
  // The prediction as anchor between the target and a third, which are never further apart than the margin.
  tripletMargin: {
    adapt: (loss) => (p, y) => {
      const third = y.mul(-0.5).add(1);
      return loss(together(p, y, third), y.sub(third).abs().sum(-1).add(1));
    },
  },
  tversky: { prediction: "probability" },
};

/** A loss as one of predictions and targets of its kinds. */
export const formOf = (name: string, loss: Loss): Loss => forms[name]?.adapt?.(loss) ?? loss;
