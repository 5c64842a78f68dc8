import { apply, slice, Tensor } from "@chainrule/tensor";
import { inOrder, placeholder, replay } from "../src/index.ts";
import { type Case, difference } from "./compare.ts";

/** The smallest case that differs still: fewer outputs, expressions, runs and rows, plainer numbers. */
export function shrink(begin: Case, differs: (candidate: Case) => boolean = doesDiffer): Case {
  let smallest = begin;
  const better = (): Case | undefined => {
    for (const smaller of [runsOf, outputsOf, cutsOf, rowsOf, numbersOf]) {
      for (const candidate of smaller(smallest)) if (differs(candidate)) return candidate;
    }
    return undefined;
  };
  for (let found = better(); found; found = better()) smallest = found;
  return smallest;
}

/** An error counts as a difference too. */
function doesDiffer(candidate: Case): boolean {
  try {
    return difference(candidate) !== undefined;
  } catch {
    return true;
  }
}

function* runsOf(given: Case): Generator<Case> {
  const { runs } = given;
  if (runs.length > 1) for (let i = 0; i < runs.length; i++) yield { ...given, runs: runs.filter((_, j) => j !== i) };
}

/** One output alone, and in its place an expression that it is made of. */
function* outputsOf(given: Case): Generator<Case> {
  const { inputs, outputs } = given.graph;
  const nodes = inOrder(outputs).filter(({ source }) => source);
  const candidates = outputs.length > 1 ? outputs : nodes.filter((node) => !outputs.includes(node));
  for (const node of candidates) yield trimmed({ ...given, graph: { inputs, outputs: [node] } });
}

/** An expression becomes an input, with the numbers that the interpreter has for it. */
function* cutsOf(given: Case): Generator<Case> {
  const { graph, runs } = given;
  const nodes = inOrder(graph.outputs).filter((node) => node.source && !graph.outputs.includes(node));
  for (const node of nodes.toReversed()) {
    const values = runs.map((run) => replay({ inputs: graph.inputs, outputs: [node] })(run)[0]!);
    const input = placeholder(node);
    const cut = { inputs: [...graph.inputs, input], outputs: replaced(graph.outputs, node, input) };
    yield trimmed({ ...given, graph: cut, runs: runs.map((run, i) => [...run, values[i]!]) });
  }
}

function* rowsOf(given: Case): Generator<Case> {
  const { graph, runs } = given;
  const at = graph.inputs.findIndex(({ shape }) => shape.some((n) => n < 0));
  if (at < 0) return;
  for (const [i, run] of runs.entries()) {
    const axis = graph.inputs[at]!.shape.findIndex((n) => n < 0);
    const rows = run[at]!.shape[axis]! / -graph.inputs[at]!.shape[axis]!;
    for (const fewer of [1, 2, rows >> 1, rows - 1]) {
      if (fewer < 1 || fewer >= rows) continue;
      const cut = run.map((x, j) =>
        graph.inputs[j]!.shape.reduce((part, n, k) => (n < 0 ? slice(part, k, 0, -n * fewer) : part), x),
      );
      yield { ...given, runs: runs.map((other, j) => (j === i ? cut : other)) };
    }
  }
}

/** All elements the same, or whole numbers, or with one digit. */
function* numbersOf(given: Case): Generator<Case> {
  const plainer: ((x: number) => number)[] = [() => 1, (x) => Math.round(x), (x) => Math.round(x * 10) / 10];
  for (const [i, run] of given.runs.entries()) {
    for (const [j, { shape, dtype, data }] of run.entries()) {
      if (dtype !== "float32") continue;
      for (const plain of plainer) {
        const numbers = Float32Array.from(data!, plain);
        if (numbers.every((x, at) => Object.is(x, data![at]))) break;
        const other = run.map((x, at) => (at === j ? new Tensor({ shape, dtype }, numbers) : x));
        yield { ...given, runs: given.runs.map((whole, at) => (at === i ? other : whole)) };
      }
    }
  }
}

/** Without inputs that nothing uses. */
function trimmed(given: Case): Case {
  const { inputs, outputs } = given.graph;
  const used = new Set(inOrder(outputs));
  const keep = inputs.map((input) => used.has(input));
  return {
    ...given,
    graph: { inputs: inputs.filter((_, i) => keep[i]), outputs },
    runs: given.runs.map((run) => run.filter((_, i) => keep[i])),
  };
}

function replaced(outputs: readonly Tensor[], old: Tensor, by: Tensor): readonly Tensor[] {
  const known = new Map([[old, by]]);
  for (const node of inOrder(outputs)) {
    if (known.has(node) || !node.source) continue;
    const { primitive, inputs, attributes } = node.source;
    const changed = inputs.some((input) => known.has(input));
    if (changed)
      known.set(
        node,
        apply(
          primitive,
          inputs.map((input) => known.get(input) ?? input),
          attributes,
        ),
      );
  }
  return outputs.map((output) => known.get(output) ?? output);
}

/** A program that shows the difference. */
export function asCode({ graph, mode, runs }: Case): string {
  const names = new Map<Tensor, string>();
  const list = (nodes: readonly Tensor[]): string => `[${nodes.map((node) => names.get(node)).join(", ")}]`;
  graph.inputs.forEach((input, i) => names.set(input, `x${i}`));
  const lines = graph.inputs.map(
    ({ shape, dtype }, i) => `const x${i} = placeholder({ shape: ${print(shape)}, dtype: "${dtype}" });`,
  );
  for (const node of inOrder(graph.outputs)) {
    if (names.has(node)) continue;
    const name = `y${names.size - graph.inputs.length}`;
    names.set(node, name);
    const { source } = node;
    const made = source
      ? `apply(primitives.${source.primitive.name}, ${list(source.inputs)}, ${print(source.attributes)})`
      : value(node);
    lines.push(`const ${name} = ${made};`);
  }
  return [
    'import { apply, primitives, tensor } from "@chainrule/tensor";',
    'import { placeholder, replay } from "@chainrule/compiler";',
    'import { wasmPlan } from "@chainrule/compiler/wasm";',
    "",
    ...lines,
    `const graph = { inputs: ${list(graph.inputs)}, outputs: ${list(graph.outputs)} };`,
    `const plan = wasmPlan(graph, "${mode}")!;`,
    "const show = (...given) => console.log(...[replay(graph), plan].map((f) => String(f(given)[0])));",
    ...runs.map((run) => `show(${run.map(value).join(", ")});`),
  ].join("\n");
}

function value({ shape, dtype, data }: Tensor): string {
  const numbers = Array.from(data!, (x) => (Object.is(x, -0) ? "-0" : String(x)));
  const of = `{ dtype: "${dtype}" }`;
  return new Set(numbers).size === 1
    ? `tensor(${numbers[0]}, ${of}).broadcastTo(${print(shape)})`
    : `tensor([${numbers.join(", ")}], ${of}).reshape(${print(shape)})`;
}

function print(x: unknown): string {
  if (Array.isArray(x)) return `[${x.map(print).join(", ")}]`;
  if (x === null || typeof x !== "object") return typeof x === "number" ? String(x) : JSON.stringify(x);
  const parts = Object.entries(x).map(([key, part]) => `${key}: ${print(part)}`);
  return parts.length > 0 ? `{ ${parts.join(", ")} }` : "{}";
}
