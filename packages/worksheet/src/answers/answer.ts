/** A question about the calculation, answered with the numbers of the net at hand. */
export interface Answer {
  readonly id: "bias" | "batch" | "vanishing" | "saturated" | "equal-weights";
  readonly question: string;
  readonly answer: readonly string[];
  readonly figures: readonly string[];
}
