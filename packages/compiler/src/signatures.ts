import { memories, type PrimitiveName, type Tensor } from "@chainrule/tensor";

const isDType = (value: unknown): boolean => Object.keys(memories).includes(value as string);

/** Whether this is a shape, of which lengths may count rows. */
export const isShape = (value: unknown): boolean => Array.isArray(value) && value.every(isWhole);

const isWhole = (value: unknown): boolean => Number.isSafeInteger(value);
const isText = (value: unknown): boolean => typeof value === "string";
const isAxis = (value: unknown, { rank }: Tensor): boolean =>
  isShape([value]) && Number(value) >= 0 && Number(value) < rank;

/** What an attribute of that name may be, for a primitive with this first input; others are whole numbers. */
const attributeKinds = {
  axes: (value: unknown, x: Tensor): boolean =>
    Array.isArray(value) && value.every((axis, i) => isAxis(axis, x) && (i === 0 || axis > value[i - 1])),
  axis: isAxis,
  dtype: isDType,
  inputs: (value: unknown): boolean => Array.isArray(value) && value.every(isText),
  name: isText,
  options: (value: unknown): boolean => typeof value === "object" && value !== null,
  permutation: isShape,
  reverse: (value: unknown): boolean => typeof value === "boolean",
  shape: isShape,
} satisfies Readonly<Record<string, (value: unknown, first: Tensor) => boolean>>;

type AttributeName = keyof typeof attributeKinds | "after" | "before" | "bits" | "end" | "length" | "start";

export const isAttribute = (name: AttributeName, value: unknown, first: Tensor): boolean =>
  (name in attributeKinds ? attributeKinds[name as keyof typeof attributeKinds] : isWhole)(value, first);

/**
 * The number of inputs of each primitive ("some" for at least one) and the names of its attributes: what stands in a
 * file. A primitive without a line here does not type-check.
 */
export const signatures: Readonly<
  Record<PrimitiveName, readonly [inputs: number | "some", ...attributes: AttributeName[]]>
> = {
  abs: [1],
  add: [2],
  argMax: [1, "axis"],
  argSort: [1, "axis"],
  broadcast: [1, "shape"],
  cast: [1, "dtype"],
  concat: ["some", "axis"],
  cos: [1],
  count: [1, "axes"],
  cumsum: [1, "axis", "reverse"],
  div: [2],
  equal: [2],
  erf: [1],
  exp: [1],
  expm1: [1],
  floor: [1],
  less: [2],
  lessEqual: [2],
  log: [1],
  log1p: [1],
  matmul: [2],
  max: [2],
  min: [2],
  mul: [2],
  named: ["some", "name", "inputs", "options"],
  neg: [1],
  normalCdf: [1],
  normalPdf: [1],
  pad: [1, "axis", "before", "after"],
  putAlong: [2, "axis", "length"],
  randomBits: [2, "shape", "bits"],
  reduceMax: [1, "axes"],
  reshape: [1, "shape"],
  scatterAdd: [3],
  sigmoid: [1],
  sin: [1],
  slice: [1, "axis", "start", "end"],
  softplus: [1],
  sqrt: [1],
  stopGradient: [1],
  sub: [2],
  sum: [1, "axes"],
  take: [2],
  takeAlong: [2, "axis"],
  tanh: [1],
  transpose: [1, "permutation"],
  where: [3],
  xlog1py: [2],
  xlogy: [2],
};
