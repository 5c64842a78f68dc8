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
