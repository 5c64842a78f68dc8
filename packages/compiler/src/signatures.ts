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

/** The number of inputs of a primitive ("some" for at least one) and the names of its attributes. */
type Signature = readonly [inputs: number | "some", ...attributes: AttributeName[]];

/** Primitives of one input, without attributes. */
type Plain =
  | "abs"
  | "cos"
  | "erf"
  | "exp"
  | "expm1"
  | "floor"
  | "log"
  | "log1p"
  | "neg"
  | "normalCdf"
  | "normalPdf"
  | "sigmoid"
  | "sin"
  | "softplus"
  | "sqrt"
  | "stopGradient"
  | "tanh";

/** What of each primitive stands in a file. One without a line here, and not named above, does not type-check. */
const signatures: Readonly<Record<Exclude<PrimitiveName, Plain>, Signature>> & {
  readonly [Name in Plain]?: Signature;
} = {
  add: [2],
  argMax: [1, "axis"],
  argSort: [1, "axis"],
  broadcast: [1, "shape"],
  cast: [1, "dtype"],
  concat: ["some", "axis"],
  count: [1, "axes"],
  cumsum: [1, "axis", "reverse"],
  div: [2],
  equal: [2],
  less: [2],
  lessEqual: [2],
  matmul: [2],
  max: [2],
  min: [2],
  mul: [2],
  named: ["some", "name", "inputs", "options"],
  pad: [1, "axis", "before", "after"],
  putAlong: [2, "axis", "length"],
  randomBits: [2, "shape", "bits"],
  reduceMax: [1, "axes"],
  reshape: [1, "shape"],
  scatterAdd: [3],
  slice: [1, "axis", "start", "end"],
  sub: [2],
  sum: [1, "axes"],
  take: [2],
  takeAlong: [2, "axis"],
  transpose: [1, "permutation"],
  where: [3],
  xlog1py: [2],
  xlogy: [2],
};

export const signatureOf = (name: PrimitiveName): Signature => signatures[name] ?? [1];
