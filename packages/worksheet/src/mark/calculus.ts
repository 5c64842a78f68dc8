import { grad, jacobian } from "@chainrule/compiler";
import { compile } from "@chainrule/compiler/interpreter";
import { type Activation, type Loss, tensor, type Tensor } from "@chainrule/tensor";
import { lossOf } from "../sheet/functions.ts";
import type { NamedActivation } from "../sheet/types.ts";
import { type Box, columnsOf, lift, liftRows, rowsOf } from "./box.ts";

type Compiled = (...inputs: Tensor[]) => Tensor;

// Traced once: the same few functions are asked for again and again. Filled as they are used.
const compiled = new Map<unknown, Map<string, Compiled>>();

function cached(owner: unknown, kind: string, make: () => Compiled): Compiled {
  const kinds = compiled.get(owner) ?? new Map<string, Compiled>();
  compiled.set(owner, kinds);
  const found = kinds.get(kind) ?? make();
  kinds.set(kind, found);
  return found;
}

const numbers = (data: Float64Array, shape: readonly number[]): Tensor => tensor(data, { shape });

// The many ways to have come to a step put the same few numbers into the same functions.
const results = new Map<Compiled, Map<string, Float64Array>>();
const mostResults = 2000;

function evaluate(f: Compiled, ...inputs: Tensor[]): Float64Array {
  const known = results.get(f) ?? new Map<string, Float64Array>();
  results.set(f, known);
  const key = inputs.map(({ shape, data }) => `${shape.join()}:${data!.join()}`).join(";");
  const found = known.get(key) ?? (f(...inputs).toTypedArray() as Float64Array);
  if (known.size >= mostResults) known.clear();
  known.set(key, found);
  return found;
}

/** The activation of each number, or of each row. */
export function activate({ apply, couples, name }: NamedActivation, z: Box): Box {
  const f = cached(apply, `value ${name}`, () => compile(apply));
  const run = (data: Float64Array): Float64Array => evaluate(f, numbers(data, z.shape));
  return couples ? liftRows(z, z.shape, run) : lift(z, run);
}

/** The slope at each pre-activation; for an activation that couples its row, the Jacobian `[examples, out, in]`. */
export function slopes({ apply, couples, name }: NamedActivation, z: Box): Box {
  return couples ? jacobians(apply, z) : lift(z, (data) => evaluate(slopeOf(apply, name), numbers(data, z.shape)));
}

const slopeOf = (apply: Activation, name: string): Compiled =>
  cached(apply, `slope ${name}`, () => compile((x) => grad((inner: Tensor) => apply(inner).sum())(x)));

function jacobians(apply: Activation, z: Box): Box {
  const [rows, columns] = [rowsOf(z), columnsOf(z)];
  const f = cached(apply, "jacobian", () => compile((row) => jacobian(apply)(row)));
  return liftRows(z, [rows, columns, columns], (data) => {
    const all = new Float64Array(rows * columns * columns);
    for (let r = 0; r < rows; r++) {
      const row = data.slice(r * columns, (r + 1) * columns);
      all.set(evaluate(f, numbers(row, [columns])), r * columns * columns);
    }
    return all;
  });
}

/** Each output's share in the loss of its example. */
export function lossTerms(loss: string, a: Box, y: Box): Box {
  const { terms } = requireLoss(loss);
  return lift(a, (data) => evaluate(terms, numbers(data, a.shape), numbers(y.low, y.shape)));
}

/** The derivative of the loss of each example by its outputs. */
export function lossSlopes(loss: string, a: Box, y: Box): Box {
  const { terms, name } = requireLoss(loss);
  const f = cached("loss", `slope ${name}`, () =>
    compile((p, t) => grad((inner: Tensor, target: Tensor) => terms(inner, target).sum())(p, t)),
  );
  return lift(a, (data) => evaluate(f, numbers(data, a.shape), numbers(y.low, y.shape)));
}

/** A box of pre-activations through the output's activation and the loss together: nothing is lost in between. */
interface Through {
  readonly loss: string;
  readonly activation: NamedActivation;
  readonly z: Box;
  readonly y: Box;
}

/** Each output's share in the loss, from pre-activations. */
export const lossTermsThrough = (through: Through): Box => both(through, "terms", (loss) => loss);

/** The derivative of each example's loss by its pre-activations. */
export const lossSlopesThrough = (through: Through): Box =>
  both(through, "slope", (loss) => (z, y) => grad((inner: Tensor, target: Tensor) => loss(inner, target).sum())(z, y));

function both({ loss, activation, z, y }: Through, kind: string, derive: (loss: Loss) => Loss): Box {
  const { apply, couples, name } = activation;
  const { terms } = requireLoss(loss);
  const f = cached(apply, `${kind} of ${loss} of ${name}`, () =>
    compile(derive((inner, target) => terms(apply(inner), target))),
  );
  const run = (data: Float64Array): Float64Array => evaluate(f, numbers(data, z.shape), numbers(y.low, y.shape));
  return couples ? liftRows(z, z.shape, run) : lift(z, run);
}

const named = new Map<string, NonNullable<ReturnType<typeof lossOf>>>();

function requireLoss(name: string): NonNullable<ReturnType<typeof lossOf>> {
  const found = named.get(name) ?? lossOf(name)!;
  named.set(name, found);
  return found;
}
