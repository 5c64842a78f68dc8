import { argMax, range, sameShape, type Tensor } from "@chainrule/tensor";
import { match, rewrite, type Rule } from "./rewrite.ts";

// Logarithms of probabilities: by themselves they lose all digits near 0 and 1. Where the probability is traced,
// algebra gives a form that keeps them, so that losses take probabilities and are as accurate as on logits.

/** The inputs of an expression if it is the given primitive, else none; marks are looked through. */
function inputsOf(node: Tensor, name: string): readonly Tensor[] {
  const [marked] = match(node, "named") ?? [];
  return marked ? inputsOf(marked, name) : (match(node, name) ?? []);
}

/** z of a sigmoid(z), p of −p, and so on. */
const argumentOf = (x: Tensor | undefined, name: string): Tensor | undefined => x && inputsOf(x, name)[0];

/** The same of what was reshaped. */
const within = (p: Tensor, of: (inner: Tensor) => Tensor | undefined): Tensor | undefined => {
  const inner = argumentOf(p, "reshape");
  return inner && of(inner)?.reshape(p.shape);
};

/** ln p, in terms of what p was made of. */
function logOf(p: Tensor): Tensor | undefined {
  const power = argumentOf(p, "exp");
  if (power) return power;
  const z = argumentOf(p, "sigmoid");
  if (z) return z.neg().softplus().neg();
  const [above, below] = inputsOf(p, "div");
  const u = argumentOf(above, "exp");
  return u && sameShape(u.shape, p.shape) ? u.sub(below!.log()) : within(p, logOf);
}

/** ln(1 − p), likewise. */
function logOfComplement(p: Tensor): Tensor | undefined {
  const z = argumentOf(p, "sigmoid");
  return z ? z.softplus().neg() : (logOfOtherClasses(p) ?? within(p, logOfComplement));
}

/**
 * ln(1 − softmax(u)) over the last axis. For the largest element 1 − p has no digits left, so the others are added
 * up by themselves, relative to the largest of them; for each of the others p ≤ ½, and 1 − p is sound.
 */
function logOfOtherClasses(p: Tensor): Tensor | undefined {
  const [above, below] = inputsOf(p, "div");
  const u = argumentOf(above, "exp");
  const classes = p.shape.at(-1) ?? 1;
  if (!u || !below || argumentOf(below, "sum") !== above || classes < 2) return undefined;
  if (!sameShape(below.shape, [...p.shape.slice(0, -1), 1])) return undefined;

  const largest = argMax(u, -1).reshape(below.shape).equal(range(classes));
  const others = largest.where(-Infinity, u);
  const top = others.reduceMax(-1, { keepDims: true }).stopGradient();
  const logOfOthers = others.sub(top).exp().sum(-1, { keepDims: true }).log().add(top);
  // −1·p, not −p: this logarithm is to stay as it is.
  return largest.where(logOfOthers.sub(below.log()), p.mul(-1).log1p());
}

const isOne = (x: Tensor | undefined): boolean => x?.data?.length === 1 && x.data[0] === 1;

/** p of an expression 1 − p. */
function complement(x: Tensor): Tensor | undefined {
  const [one, p] = inputsOf(x, "sub");
  if (isOne(one)) return p;
  const [a, b] = inputsOf(x, "add");
  return isOne(b) ? argumentOf(a, "neg") : undefined;
}

/** The logarithm of the argument of log or xlogy. */
function stableLog(x: Tensor): Tensor | undefined {
  const p = complement(x);
  return (p && logOfComplement(p)) ?? logOf(x);
}

/** The logarithm of 1 + the argument of log1p or xlog1py. */
function stableLog1p(x: Tensor): Tensor | undefined {
  const p = argumentOf(x, "neg");
  return p && logOfComplement(p);
}

/** x·ln(…) of xlogy with the logarithm in its stable form; 0 where x is 0 and so is the probability. */
const scaled = (x: Tensor, log: Tensor | undefined): Tensor | undefined =>
  log && x.equal(0).and(log.equal(-Infinity)).where(0, x.mul(log));

const rules: Readonly<Record<string, Rule>> = {
  log: (_, x) => stableLog(x),
  log1p: (_, x) => stableLog1p(x),
  xlogy: (_, x, y) => scaled(x, stableLog(y)),
  xlog1py: (_, x, y) => scaled(x, stableLog1p(y)),
};

/** Replaces logarithms of sigmoid, softmax and exp, and of one minus the first two, by forms that keep their digits. */
export const stabilize = (outputs: readonly Tensor[]): Tensor[] => rewrite(outputs, rules);
