import type { Tensor } from "@chainrule/tensor";
import { parametersOf } from "./graph.ts";
import type { PaperLayer, Parameter, Problem } from "./problem.ts";

/** Whether a parameter is a bias: `b1`. */
export const isBias = (symbol: string): boolean => /^b\d+$/.test(symbol);

/** What a dense layer does before its activation. */
export const dense: Pick<PaperLayer, "kind" | "preactivation" | "ofWholeBatch" | "carried"> = {
  kind: "dense",
  preactivation: ([a], [W, b]) => (b ? a!.matmul(W!).add(b) : a!.matmul(W!)),
  ofWholeBatch: false,
  carried: [],
};

/** The weights of a dense layer; undefined for any other. */
export const weightsOf = ({ kind, parameters }: PaperLayer): Tensor | undefined =>
  kind === dense.kind ? parameters[0]!.value : undefined;

/** What a regularizer looks at: the parameters of two axes and more. */
export const regularized = (problem: Pick<Problem, "layers">): Parameter[] =>
  parametersOf(problem).filter(({ value }) => value.rank > 1);

/** "sigmoid", or "batchNorm and relu" where a layer is none of weights. */
export const functionOf = ({ kind, activationName }: PaperLayer): string =>
  [kind, activationName].filter((name) => !["dense", "identity", "linear"].includes(name)).join(" and ") || "linear";
