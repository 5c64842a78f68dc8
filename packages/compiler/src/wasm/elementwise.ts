import { type Attributes, type DType, product, type Tensor } from "@chainrule/tensor";
import * as math from "@chainrule/tensor/math";
import type { Arithmetic } from "@chainrule/tensor/math";
import { type Code, type Local, type Width } from "./code.ts";
import * as simd from "./simd.ts";
import { pushLength } from "./space.ts";

type Vectors = Arithmetic<Local, Local>;

/** How an elementwise primitive is computed on a vector of elements; bool is a mask of all ones. */
type Emit = (code: Code, m: Vectors, dtype: DType, ...inputs: Local[]) => Local;

/** One instruction for floats and one for integers. */
const either =
  (float: number, int: number): Emit =>
  (code, _, dtype, ...inputs) =>
    code.compute(dtype === "int32" ? int : float, ...inputs);

const float =
  (op: number): Emit =>
  (code, _, __, ...inputs) =>
    code.compute(op, ...inputs);

const call =
  (f: (m: Vectors, x: Local) => Local): Emit =>
  (_, m, __, x) =>
    f(m, x);

/** x·f(y), and 0 where x is 0 and y is in the domain. */
const scaled =
  (f: (m: Vectors, y: Local) => Local, least: number): Emit =>
  (code, m, _, x, y) => {
    const inDomain = code.compute(simd.leF32, m.constant(least), y);
    const none = code.compute(simd.and, code.compute(simd.eqF32, x, m.constant(0)), inDomain);
    return m.select(none, m.constant(0), m.mul(x, f(m, y)));
  };

const constantLast = (code: Code, a: Local, b: Local): [Local, Local] =>
  code.numberIn(a) === undefined ? [a, b] : [b, a];

/** What takes some 25 instructions; the others take one or two. */
const functions: Readonly<Record<string, Emit>> = {
  exp: call(math.exp),
  expm1: call(math.expm1),
  log: call(math.log),
  log1p: call(math.log1p),
  tanh: call(math.tanh),
  sigmoid: call(math.sigmoid),
  softplus: call(math.softplus),
  sin: call(math.sin),
  cos: call(math.cos),
  erf: call(math.erf),
  normalCdf: call(math.normalCdf),
  normalPdf: call(math.normalPdf),
  xlogy: scaled(math.log, 0),
  xlog1py: scaled(math.log1p, -1),
};

const emitters: Readonly<Record<string, Emit>> = {
  add: either(simd.addF32, simd.addI32),
  sub: either(simd.subF32, simd.subI32),
  mul: either(simd.mulF32, simd.mulI32),
  div: float(simd.divF32),
  max: (code, m, dtype, a, b) =>
    dtype === "int32" ? code.compute(simd.maxI32, a, b) : m.max(...constantLast(code, a, b)),
  min: (code, m, dtype, a, b) =>
    dtype === "int32" ? code.compute(simd.minI32, a, b) : m.min(...constantLast(code, a, b)),
  neg: either(simd.negF32, simd.negI32),
  abs: either(simd.absF32, simd.absI32),
  sqrt: float(simd.sqrtF32),
  floor: float(simd.floor),
  equal: either(simd.eqF32, simd.eqI32),
  less: either(simd.ltF32, simd.ltI32),
  lessEqual: either(simd.leF32, simd.leI32),
  ...functions,
  where: (_, m, __, condition, a, b) => m.select(condition, a, b),
  stopGradient: (_, __, ___, x) => x,
  named: (_, __, ___, x) => x,
  broadcast: (_, __, ___, x) => x,
};

/** In which kind of loop an elementwise operation is computed: on doubles if it has to do with one. */
export const widthOf = ({ source, dtype }: Tensor): Width =>
  [dtype, ...source!.inputs.map((input) => input.dtype)].includes("float64") ? 8 : 4;

/** Whether there is code for an expression; the interpreter computes the others. */
export function isElementwise({ source }: Tensor): boolean {
  if (!source) return false;
  const { primitive, inputs } = source;
  if (primitive.name === "count") return countedOf(source.attributes, inputs[0]!) !== undefined;
  if (primitive.name === "cast") return true;
  if (primitive.name === "equal" && inputs[0]!.dtype === "bool") return false;
  return Object.hasOwn(emitters, primitive.name);
}

/** About how many instructions an elementwise operation takes for a vector. */
export const instructionsOf = ({ source }: Tensor): number =>
  Object.hasOwn(functions, source!.primitive.name) ? 25 : 2;

/** Emits the code of one expression on a vector of elements. */
export function emit(code: Code, m: Vectors, node: Tensor, inputs: readonly Local[]): Local {
  const { primitive, inputs: from, attributes } = node.source!;
  if (primitive.name === "count") {
    return pushLength(code, countedOf(attributes, from[0]!)!).v(simd.i32Splat).v(simd.convertI32).keep();
  }
  if (primitive.name === "cast") return cast(code, m, from[0]!.dtype, node.dtype, inputs[0]!);
  return emitters[primitive.name]!(code, m, from.at(primitive.name === "where" ? 1 : 0)!.dtype, ...inputs);
}

/** How many elements there are along axes, if that is a number or a multiple of the rows. */
function countedOf({ axes }: Attributes, { shape }: Tensor): number | undefined {
  const lengths = (axes as readonly number[]).map((axis) => shape[axis]!);
  return lengths.filter((length) => length < 0).length > 1 ? undefined : product(lengths);
}

function cast(code: Code, m: Vectors, from: DType, to: DType, x: Local): Local {
  if (from === to) return x;
  const zero = m.constant(0);
  if (to === "bool") return code.compute(simd.not, code.compute(from === "int32" ? simd.eqI32 : simd.eqF32, x, zero));
  if (from === "bool") return code.compute(simd.and, x, to === "int32" ? code.constant(1) : m.constant(1));
  if (to === "int32") return code.compute(simd.truncI32, x);
  return code.compute(from === "int32" ? simd.convertI32 : to === "float32" ? simd.demote : simd.promote, x);
}
