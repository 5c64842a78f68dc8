import type { MetricOptions } from "@chainrule/tensor";

/** How a score of each class becomes one number. */
export interface AverageOptions extends MetricOptions {
  /**
   * - `"binary"`: the score of class 1, the yes; for two classes only. Default for a single output
   * - `"macro"`: the mean over the classes, of those that occur in the predictions or the targets. Default otherwise
   * - `"weighted"`: the mean over the rows, so that a class counts as often as it is the true one
   * - `"micro"`: the score of the counts of all classes together; where a row has one class, that is the accuracy
   *
   * All as in scikit-learn, whose default is always `"binary"`.
   */
  readonly average?: "binary" | "macro" | "weighted" | "micro";
  /** Of a single output: what is above means yes. Default 0.5; use 0 for scores around 0. */
  readonly threshold?: number;
}
