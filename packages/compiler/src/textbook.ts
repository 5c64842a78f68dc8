import { apply, fullLike, keepingDigits, onesLike, sameShape, type Tensor } from "@chainrule/tensor";
import { inOrder } from "./graph.ts";
import { rewrite, type Rule } from "./rewrite.ts";
import { isNumber, simplify } from "./simplify.ts";

// Forms that keep their digits, turned back into those of a textbook: equal as formulas, not as kernels.

/**
 * An expression as a textbook writes it, and which parts of that have a symbol: equal expressions have the same one,
 * so that a slope that was derived from `a = sigmoid(z)` prints as `a(1 − a)`.
 *
 * @param known - what else is known to be equal here, such as that the targets of a row add up to 1
 */
export function textbookForm<S>(
  output: Tensor,
  symbols: ReadonlyMap<Tensor, S>,
  known?: Rule,
): { shown: Tensor; named: Map<Tensor, S> } {
  let current = [output, ...symbols.keys()];
  for (let before: Tensor[] = []; current.some((node, i) => node !== before[i]);) {
    before = current;
    current = simplify(rewrite(current, rules, known));
  }
  const [shown, ...parts] = current;
  return { shown: shown!, named: new Map(Array.from(symbols.values(), (name, i) => [parts[i]!, name])) };
}

const rules: Readonly<Record<string, Rule>> = {
  sigmoid: (_, x) => complementOfSigmoid(x),
  mul: (node, a, b) =>
    unspread(node, a, b) ??
    slopeOfTanh(a, b) ??
    scaledSquare(a, b) ??
    signed(a, b) ??
    scaledTwice(a, b) ??
    share(node, a, b),
  div: (node, a, b) => unspread(node, a, b) ?? withoutShift(a, b) ?? numeratorFirst(a, b),
  add: (node, a, b) =>
    unspread(node, a, b) ?? oneChoice(a, b) ?? collected(a, b, 1) ?? difference(a, b) ?? subtracted(a, b),
  sub: (node, a, b) =>
    unspread(node, a, b) ?? fromZero(a, b) ?? collected(a, b, -1) ?? difference(a, b.neg()) ?? plusInner(a, b),
  neg: (_, x) => turned(x),
  reshape: (node, x) => reshapedParts(node, x),
  exp: (_, x) => power(x),
  sum: (node, x) => commonDivisor(node, x),
  named: (node, condition) => (node.source!.attributes.name === keepingDigits ? fullLike(condition, 0) : undefined),
  where: (_, condition, a, b) =>
    chosen(condition, a, b) ?? negatedChoice(condition, a, b) ?? unguarded(condition, a, b) ?? knowing(condition, a, b),
};

/** The inputs of an expression if it is the given primitive, else none. */
const inputsOf = (node: Tensor | undefined, name: string): readonly Tensor[] =>
  node?.source?.primitive.name === name ? node.source.inputs : [];

/** The number that this is, as a scalar or spread over a shape. */
function numberOf(node: Tensor): number | undefined {
  const [spread] = inputsOf(node, "broadcast");
  if (spread) return numberOf(spread);
  const { data } = node;
  return data && data.length > 0 && data.every((value) => value === data[0]) ? data[0] : undefined;
}

const sameNumber = (a: Tensor, b: Tensor): boolean =>
  a === b || (numberOf(a) !== undefined && numberOf(a) === numberOf(b));

/** 0 − b = −b */
const fromZero = (a: Tensor, b: Tensor): Tensor | undefined =>
  numberOf(a) === 0 && sameShape(a.shape, b.shape) ? b.neg() : undefined;

/** What is known to be chosen, or is the same either way. */
function chosen(condition: Tensor, a: Tensor, b: Tensor): Tensor | undefined {
  const known = numberOf(condition);
  return known === 0 ? b : known === 1 || sameNumber(a, b) ? a : undefined;
}

/** What is repeated to fit the other operand is written once. */
function unspread(node: Tensor, a: Tensor, b: Tensor): Tensor | undefined {
  for (const [spread, other, i] of [
    [a, b, 0],
    [b, a, 1],
  ] as const) {
    const [x] = inputsOf(spread, "broadcast");
    if (x && sameShape(other.shape, node.shape)) return apply(node.source!.primitive, i === 0 ? [x, b] : [a, x]);
  }
  return undefined;
}

/** σ(−x) = 1 − σ(x). */
function complementOfSigmoid(z: Tensor): Tensor | undefined {
  const [x] = inputsOf(z, "neg");
  return x && onesLike(x).sub(x.sigmoid());
}

/** 4·σ(2x)(1 − σ(2x)) = 1 − tanh²(x). */
function slopeOfTanh(a: Tensor, b: Tensor): Tensor | undefined {
  if (isNumber(a, 4)) return slopeOfTanh(b, a);
  const [twice] = inputsOf(inputsOf(a, "mul")[0] ?? a, "sigmoid");
  const x = twice && halfOf(twice);
  return isNumber(b, 4) && x ? onesLike(x).sub(x.tanh().square()) : undefined;
}

/** x of 2·x or x + x. */
function halfOf(twice: Tensor): Tensor | undefined {
  const [x, same] = [...inputsOf(twice, "add"), ...inputsOf(twice, "mul")];
  return x && same && (x === same || isNumber(same, 2)) ? x : undefined;
}

/** (c·x)·x = c·x²; scaled first, it overflows later. */
function scaledSquare(product: Tensor, x: Tensor): Tensor | undefined {
  const [same, scale] = inputsOf(product, "mul");
  return same === x && scale && numberOf(scale) !== undefined ? x.square().mul(scale) : undefined;
}

/** (−x)·y = −(x·y), and −1·x = −x. */
function signed(a: Tensor, b: Tensor): Tensor | undefined {
  if (isNumber(a, -1)) return b.neg();
  if (isNumber(b, -1)) return a.neg();
  const [x] = inputsOf(a, "neg");
  if (x) return x.mul(b).neg();
  const [y] = inputsOf(b, "neg");
  return y && a.mul(y).neg();
}

/** (x·c)·d = x·(c·d) for numbers. */
function scaledTwice(a: Tensor, b: Tensor): Tensor | undefined {
  const [scaled, outer] = numberOf(b) === undefined ? [b, numberOf(a)] : [a, numberOf(b)];
  const [x, inner] = inputsOf(scaled, "mul");
  if (outer === undefined || !x || !inner) return undefined;
  const [left, right] = [numberOf(x), numberOf(inner)];
  if (right !== undefined) return x.mul(right * outer);
  return left === undefined ? undefined : inner.mul(left * outer);
}

/** exp(u − c)/Σ exp(u − c) = exp(u)/Σ exp(u): the shift c keeps the exponential within the range of floats. */
function withoutShift(above: Tensor, below: Tensor): Tensor | undefined {
  const [u, shift] = inputsOf(inputsOf(above, "exp")[0], "sub");
  if (!u || inputsOf(below, "sum")[0] !== above || !shift || inputsOf(shift, "stopGradient").length === 0)
    return undefined;
  const e = u.exp();
  return e.div(e.sum(reducedAxes(below, above), { keepDims: true }));
}

const reducedAxes = (result: Tensor, x: Tensor): number[] =>
  result.shape.flatMap((length, axis) => (length === 1 && x.shape[axis] !== 1 ? [axis] : []));

/** (x/s)·e = (e/s)·x where e/s is each one's share in the sum s; otherwise a sum is divided by last. */
function share(node: Tensor, a: Tensor, b: Tensor): Tensor | undefined {
  for (const [quotient, e] of [
    [a, b],
    [b, a],
  ] as const) {
    const [x, s] = inputsOf(quotient, "div");
    if (x && s && x !== e && inputsOf(s, "sum")[0] === e) {
      const result = e.div(s).mul(x);
      return sameShape(result.shape, node.shape) ? result : undefined;
    }
    if (x && s && inputsOf(s, "sum").length > 0 && inputsOf(s, "sum")[0] !== x) return x.mul(e).div(s);
  }
  return undefined;
}

/** x/s + y/s = (x + y)/s, as a sum of terms; and −(x)/s = −(x/s). */
function numeratorFirst(a: Tensor, s: Tensor): Tensor | undefined {
  const [x] = inputsOf(a, "neg");
  return x?.div(s).neg();
}

/** Σ x/s = (Σ x)/s where s is the same for all of them; likewise the sign. */
function commonDivisor(node: Tensor, x: Tensor): Tensor | undefined {
  const again = (inner: Tensor): Tensor => apply(node.source!.primitive, [inner], node.source!.attributes);
  const [negated] = inputsOf(x, "neg");
  if (negated) return again(negated).neg();
  const [above, s] = inputsOf(x, "div");
  return above && s && sameShape(s.shape, node.shape) && sameShape(above.shape, x.shape)
    ? again(above).div(s)
    : undefined;
}

/** What is done to each element is done after the reshaping: then two reshapings that cancel meet. */
function reshapedParts({ shape }: Tensor, x: Tensor): Tensor | undefined {
  const { primitive, inputs, attributes } = x.source ?? {};
  if (primitive?.name === "reshape") return inputs![0]!.reshape(shape);
  const fits = inputs?.every((input) => input.rank === 0 || sameShape(input.shape, x.shape));
  if (!primitive || !("loop" in primitive) || !fits) return undefined;
  return apply(
    primitive,
    inputs!.map((input) => (input.rank === 0 ? input : input.reshape(shape))),
    attributes,
  );
}

/** (0 if c, else u) + (v if c, else 0) = (v if c, else u). */
function oneChoice(a: Tensor, b: Tensor): Tensor | undefined {
  const [condition, x, u] = inputsOf(a, "where");
  const [same, v, y] = inputsOf(b, "where");
  if (!condition || condition !== same) return undefined;
  if (isNumber(x!, 0) && isNumber(y!, 0)) return condition.where(v!, u!);
  return isNumber(u!, 0) && isNumber(v!, 0) ? condition.where(x!, y!) : undefined;
}

interface Term {
  readonly count: number;
  readonly of: Tensor;
}

/** The terms of a sum, each a number times something. */
function termsOf(node: Tensor, count = 1): Term[] {
  const [a, b] = inputsOf(node, "add");
  if (a && b) return [...termsOf(a, count), ...termsOf(b, count)];
  const [c, d] = inputsOf(node, "sub");
  if (c && d) return [...termsOf(c, count), ...termsOf(d, -count)];
  const [x] = inputsOf(node, "neg");
  if (x) return termsOf(x, -count);
  const [y, z] = inputsOf(node, "mul");
  const [left, right] = y && z ? [numberOf(y), numberOf(z)] : [];
  if (right !== undefined) return [{ count: count * right, of: y! }];
  return left === undefined ? [{ count, of: node }] : [{ count: count * left, of: z! }];
}

/** x + x = 2·x; x/s + y/s = (x + y)/s; a·x + a·y = a·(x + y): where terms have something in common. */
function collected(a: Tensor, b: Tensor, sign: 1 | -1): Tensor | undefined {
  const terms = [...termsOf(a), ...termsOf(b, sign)];
  if (terms.length > 8) return undefined;
  const counts = new Map<Tensor, number>();
  for (const { count, of } of terms) counts.set(of, (counts.get(of) ?? 0) + count);
  if (counts.size === terms.length) return terms.length === 2 ? factored(terms[0]!, terms[1]!) : undefined;
  const left = Array.from(counts, ([of, count]): Term => ({ count, of })).filter(({ count }) => count !== 0);
  return left.length === 0 ? fullLike(a, 0) : left.map(written).reduce((sum, term) => sum.add(term));
}

const written = ({ count, of }: Term): Tensor => (count === 1 ? of : count === -1 ? of.neg() : of.mul(count));

function factored(first: Term, second: Term): Tensor | undefined {
  if (Math.abs(first.count) !== 1 || Math.abs(second.count) !== 1) return undefined;
  const inner = (x: Tensor, y: Tensor): Tensor => written({ ...first, of: x }).add(written({ ...second, of: y }));
  const [x, s] = inputsOf(first.of, "div");
  const [y, same] = inputsOf(second.of, "div");
  if (x && y && s === same) return inner(x, y).div(s!);
  return undefined;
}

/** −x + y = y − x, and x + −y = x − y. */
function subtracted(a: Tensor, b: Tensor): Tensor | undefined {
  const [[x], [y]] = [inputsOf(a, "neg"), inputsOf(b, "neg")];
  return y ? a.sub(y) : x && b.sub(x);
}

/** x − (−y) = x + y. */
function plusInner(a: Tensor, b: Tensor): Tensor | undefined {
  const [y] = inputsOf(b, "neg");
  return y && a.add(y);
}

const isNegative = (node: Tensor): boolean => inputsOf(node, "neg").length > 0;

/** p·(1 − q) − q·(1 − p) = p − q. */
function difference(a: Tensor, b: Tensor): Tensor | undefined {
  const [inner] = inputsOf(b, "neg");
  if (!inner) return isNegative(a) ? difference(b, a) : undefined;
  const [p, q] = [complemented(a), complemented(inner)];
  const found = p.find(([x, y]) => q.some(([u, v]) => x === v && y === u));
  return found && found[0].sub(found[1]);
}

/** The ways to read a product as x·(1 − y). */
function complemented(node: Tensor): [Tensor, Tensor][] {
  const [a, b] = inputsOf(node, "mul");
  if (!a || !b) return [];
  return [
    [a, b],
    [b, a],
  ].flatMap(([x, other]): [Tensor, Tensor][] => {
    const y = complementOf(other!);
    return y ? [[x!, y]] : [];
  });
}

/** p of 1 − p, however it is written. */
function complementOf(node: Tensor): Tensor | undefined {
  const [one, p] = inputsOf(node, "sub");
  if (one && isNumber(one, 1)) return p;
  const [a, b] = inputsOf(node, "add");
  if (a && b && isNumber(b, 1)) return inputsOf(a, "neg")[0];
  return a && b && isNumber(a, 1) ? inputsOf(b, "neg")[0] : undefined;
}

/** −(a − b) = b − a, −(x·c) = x·(−c) for a number, −expm1(x) = 1 − exp(x). */
function turned(x: Tensor): Tensor | undefined {
  const [a, b] = inputsOf(x, "sub");
  if (a && b) return b.sub(a);
  const [exponent] = inputsOf(x, "expm1");
  return exponent && onesLike(exponent).sub(exponent.exp());
}

/** (a if not c, else b) = (b if c, else a). */
function negatedChoice(negated: Tensor, a: Tensor, b: Tensor): Tensor | undefined {
  const [condition, no, yes] = inputsOf(negated, "where");
  return condition && isNumber(no!, 0) && isNumber(yes!, 1) ? condition.where(b, a) : undefined;
}

/** exp(t·c) = βᵗ where c is the logarithm of a number β that can be written down. */
function power(product: Tensor): Tensor | undefined {
  const [t, c] = inputsOf(product, "mul");
  const logarithm = c && t?.isExpression ? numberOf(c) : undefined;
  if (logarithm === undefined) return undefined;
  const base = Number(Math.exp(logarithm).toPrecision(6));
  const isExact = Math.abs(Math.log(base) - logarithm) <= 4e-16 * Math.max(1, Math.abs(logarithm));
  return isExact ? t!.named("power", { base: fullLike(t!, base), exponent: t! }) : undefined;
}

/** 0·ln 0 is 0, and so is its slope: where the factor is 0 the product is 0 anyway. */
function unguarded(condition: Tensor, a: Tensor, b: Tensor): Tensor | undefined {
  // By itself, or as the first part of an `and`.
  const [guard] = inputsOf(condition, "where");
  const [x, zero] = inputsOf(guard ?? condition, "equal");
  return x && zero && isNumber(zero, 0) && isNumber(a, 0) && hasFactor(b, x) ? b : undefined;
}

function hasFactor(product: Tensor, x: Tensor): boolean {
  if (product === x) return true;
  const [negated] = inputsOf(product, "neg");
  if (negated) return hasFactor(negated, x);
  const [above] = inputsOf(product, "div");
  if (above) return hasFactor(above, x);
  const [a, b] = inputsOf(product, "mul");
  return a !== undefined && b !== undefined && (hasFactor(a, x) || hasFactor(b, x));
}

/** Where p > q is known, max(p, q) is p; where it is known to be false, q; with min the other way round. */
function knowing(condition: Tensor, a: Tensor, b: Tensor): Tensor | undefined {
  const [q, p] = inputsOf(condition, "less");
  if (!p || !q) return undefined;
  const [whenTrue, whenFalse] = [decided(a, p, q), decided(b, q, p)];
  return whenTrue === a && whenFalse === b ? undefined : condition.where(whenTrue, whenFalse);
}

function decided(node: Tensor, larger: Tensor, smaller: Tensor): Tensor {
  const results = new Map<Tensor, Tensor>();
  for (const part of inOrder([node])) {
    const { source } = part;
    const [x, y] = [...inputsOf(part, "max"), ...inputsOf(part, "min")];
    const settled =
      x &&
      y &&
      ((sameNumber(x, larger) && sameNumber(y, smaller)) || (sameNumber(x, smaller) && sameNumber(y, larger)));
    const inputs = source?.inputs.map((input) => results.get(input)!) ?? [];
    const chosen = source?.primitive.name === "max" ? larger : smaller;
    if (settled) results.set(part, sameShape(chosen.shape, part.shape) ? chosen : chosen.broadcastTo(part.shape));
    else if (!source || inputs.every((input, i) => input === source.inputs[i])) results.set(part, part);
    else results.set(part, apply(source.primitive, inputs, source.attributes));
  }
  return results.get(node)!;
}
