import { argMax, isKnown, range, sameShape, type Tensor } from "@chainrule/tensor";
import { rewrite, type Rule } from "./rewrite.ts";

// Logarithms of probabilities: by themselves they lose all digits near 0 and 1. Where the probability is traced,
// algebra gives a form that keeps them, so that losses take probabilities and are as accurate as on logits.

/** The inputs of an expression if it is the given primitive; marks are looked through. */
function match(node: Tensor, name: string): readonly Tensor[] | undefined {
  const { source } = node;
  if (source?.primitive.name === "named") return match(source.inputs[0]!, name);
  return source?.primitive.name === name ? source.inputs : undefined;
}

/** z of a sigmoid(z). */
const sigmoidOf = (p: Tensor): Tensor | undefined => match(p, "sigmoid")?.[0];

/** ln p, in terms of what p was made of. */
function logOf(p: Tensor): Tensor | undefined {
  const z = sigmoidOf(p);
  if (z) return z.neg().softplus().neg();
  const [above, below] = match(p, "div") ?? [];
  const [u] = (above && match(above, "exp")) ?? [];
  return u && below && sameShape(u.shape, p.shape) ? u.sub(below.log()) : undefined;
}

/** ln(1 − p), likewise. */
function logOfComplement(p: Tensor): Tensor | undefined {
  const z = sigmoidOf(p);
  return z ? z.softplus().neg() : logOfOtherClasses(p);
}

/**
 * ln(1 − softmax(u)) over the last axis. For the largest element 1 − p has no digits left, so the others are added
 * up by themselves, relative to the largest of them; for each of the others p ≤ ½, and 1 − p is sound.
 */
function logOfOtherClasses(p: Tensor): Tensor | undefined {
  const [above, below] = match(p, "div") ?? [];
  const [u] = (above && match(above, "exp")) ?? [];
  const [summed] = (below && match(below, "sum")) ?? [];
  const classes = p.shape.at(-1) ?? 1;
  const overLast = below?.shape.at(-1) === 1 && sameShape(below.shape.slice(0, -1), p.shape.slice(0, -1));
  if (!u || !below || summed !== above || !overLast || classes < 2 || !isKnown([classes])) return undefined;

  const largest = argMax(u, -1).reshape(below.shape).equal(range(classes));
  const others = largest.where(-Infinity, u);
  const top = others.reduceMax(-1, { keepDims: true }).stopGradient();
  const logOfOthers = others.sub(top).exp().sum(-1, { keepDims: true }).log().add(top);
  // −1·p, not −p: this logarithm is to stay as it is.
  return largest.where(logOfOthers.sub(below.log()), p.mul(-1).log1p());
}

/** p of an expression −p. */
const negated = (x: Tensor): Tensor | undefined => match(x, "neg")?.[0];

/** p of an expression 1 − p. */
function complement(x: Tensor): Tensor | undefined {
  const [one, p] = match(x, "sub") ?? [];
  if (one?.data?.length === 1 && one.data[0] === 1) return p;
  const [a, b] = match(x, "add") ?? [];
  return b?.data?.length === 1 && b.data[0] === 1 && a ? negated(a) : undefined;
}

/** The logarithm of the argument of log or xlogy. */
function stableLog(x: Tensor): Tensor | undefined {
  const p = complement(x);
  return (p && logOfComplement(p)) ?? logOf(x);
}

/** The logarithm of 1 + the argument of log1p or xlog1py. */
function stableLog1p(x: Tensor): Tensor | undefined {
  const p = negated(x);
  return p && logOfComplement(p);
}

/** x·ln(…) of xlogy with the logarithm in its stable form: that is finite, so where x is 0 the product is. */
const scaled = (x: Tensor | undefined, log: Tensor | undefined): Tensor | undefined => log && x!.mul(log);

const rules: Readonly<Record<string, (...inputs: Tensor[]) => Tensor | undefined>> = {
  log: (x) => stableLog(x),
  log1p: (x) => stableLog1p(x),
  xlogy: (x, y) => scaled(x, stableLog(y)),
  xlog1py: (x, y) => scaled(x, stableLog1p(y)),
};

const rule: Rule = ({ source }) => {
  const name = source!.primitive.name;
  return Object.hasOwn(rules, name) ? rules[name]!(...source!.inputs) : undefined;
};

/** Replaces logarithms of sigmoid and softmax, and of one minus them, by forms that keep their digits. */
export const stabilize = (outputs: readonly Tensor[]): Tensor[] => rewrite(outputs, rule);
