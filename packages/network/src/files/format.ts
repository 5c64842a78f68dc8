/** What the metadata of our files begins with; a later form gets the next number. */
export const format = "chainrule/1";

/** The folders that tensors of a file stand in. */
export const folders = {
  parameters: "parameters",
  state: "state",
  /** Of a training whose optimizer predicts with others. */
  trained: "trained",
  optimizer: "optimizer",
  bestParameters: "best/parameters",
  bestState: "best/state",
} as const;

/** Numbers that JSON has no word for stand in a checkpoint as text. */
export const rareNumbers: Readonly<Record<string, number>> = { NaN, Infinity, "-Infinity": -Infinity, "-0": -0 };
