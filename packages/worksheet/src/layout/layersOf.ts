import { gradients, inOrder, replay, trace } from "@chainrule/compiler";
import { onesLike, sizeOf, type Tensor, tensor } from "@chainrule/tensor";
import { dense } from "./denseLayer.ts";
import { cut } from "./inDouble.ts";
import type { Carried, PaperLayer, Parameter } from "./problem.ts";
import { beforeDropout, linearOf, markOf, type Section, unsupported } from "./stages.ts";
import { symbolOf } from "./symbols.ts";

/** A tensor of a network: as it is called there, where it stands in the expression, its value in float64. */
export interface Owned {
  readonly name: string;
  readonly node: Tensor;
  readonly value: Tensor;
  /** Of what a layer carries on: what it is after the step. */
  readonly next?: Tensor;
}

/** A section as a function on rows, `[rows, numbers]`, whatever shape an example has. */
interface Part {
  readonly section: Section;
  readonly parameters: readonly Owned[];
  readonly apply: (x: Tensor, ...parameters: Tensor[]) => Tensor;
  /** How many numbers an example has, before and after. */
  readonly widths: readonly [before: number, after: number];
  readonly isRandom: boolean;
  readonly isDropout: boolean;
  /** Whether it only arranges numbers. */
  readonly isArranging: boolean;
}

/**
 * The layers of a chain as on paper, and what is done to the inputs before the first of them: what learns begins a
 * layer, what follows is its activation and its mask.
 *
 * @throws ValueError for a layer that needs more than what the one before it gives
 */
export function layersOf(
  sections: readonly Section[],
  learned: readonly Owned[],
  state: readonly Owned[],
  rows: number,
): { before: (x: Tensor) => Tensor; layers: PaperLayer[] } {
  const parts = sections.map((section) => partOf(section, learned));
  const groups: Part[][] = [];
  const first: Part[] = [];
  for (const part of parts) {
    const group = groups.at(-1);
    if (begins(part, group, rows)) groups.push([part]);
    else (group ?? first).push(part);
  }
  if (groups.length === 0) throw unsupported("no layer that learns");
  const used = groups.flatMap(([head]) => head!.parameters);
  if (groups.flat().some((part) => !isOfFloats(part))) throw unsupported("whole numbers between layers");
  if (new Set(used).size < used.length) throw unsupported("a layer that is used in two places");
  return {
    before: (x) => flat(applied(first, x)),
    layers: groups.map((group, i) => layerOf(group, state, i + 1, rows)),
  };
}

const isOfFloats = ({ section: { input, output } }: Part): boolean =>
  [input, output].every(({ dtype }) => dtype === "float64");

/** Whether a part is a layer of its own on paper: it learns, or is no function of each row to as many numbers. */
function begins(part: Part, group: readonly Part[] | undefined, rows: number): boolean {
  if (part.parameters.length > 0) return true;
  if (mixes(part, rows)) return true;
  if (!group || part.isDropout || part.isArranging) return false;
  return part.isRandom || part.widths[0] !== part.widths[1] || group.some(({ isDropout }) => isDropout);
}

const flat = (x: Tensor): Tensor => (x.rank === 2 ? x : x.reshape([x.shape[0]!, sizeOf(x.shape.slice(1))]));

const applied = (parts: readonly Part[], x: Tensor): Tensor => parts.reduce((y, { apply }) => apply(y), x);

function partOf(section: Section, learned: readonly Owned[]): Part {
  const { input, output } = section;
  const { inputs, outputs, foreign, used } = cut([output], [input, ...learned.map(({ node }) => node)]);
  if (foreign) throw unsupported(`${section.kind}, which needs more than what the layer before it gives`);
  const parameters = learned.filter((_, i) => used[i + 1]);
  const own = [inputs[0]!, ...inputs.slice(1).filter((_, i) => used[i + 1])];
  const run = replay({ inputs: own, outputs });
  const shape = input.shape.slice(1);
  const names = new Set(inOrder(outputs).map((node) => node.source?.primitive.name));
  return {
    section,
    parameters,
    apply: (x, ...tensors) =>
      flat(run([x.rank === input.rank ? x : x.reshape([x.shape[0]!, ...shape]), ...tensors])[0]!),
    widths: [sizeOf(shape), sizeOf(output.shape.slice(1))],
    isRandom: names.has("randomBits") || names.has("normal"),
    isDropout: beforeDropout(outputs[0]!) === own[0],
    isArranging: [...names].every((name) => name === undefined || name === "reshape" || name === "named"),
  };
}

function layerOf([head, ...rest]: readonly Part[], state: readonly Owned[], layer: number, rows: number): PaperLayer {
  const { section, parameters } = head!;
  const linear = denseOf(head!);
  const inside = linear ? dense : insideOf(head!, rows);
  const parts = inside.kind === plain.kind ? [head!, ...rest] : rest;
  const functions = parts.filter(({ isDropout, isArranging }) => !isDropout && !isArranging);
  const activation = (z: Tensor): Tensor => applied(functions, linear ? linear.activation(z) : z);
  const masks = rest.filter(({ isDropout }) => isDropout);
  const outputs = head!.widths[1];
  const ones = onesLike(tensor(new Float64Array(rows * outputs), { shape: [rows, outputs] }));
  return {
    ...inside,
    parameters: (linear?.parameters ?? parameters).map((one) => parameterOf(one, section, layer)),
    carried: carriedOf(section, parameters, state, layer),
    outputs,
    activationName: nameOf(activation, outputs),
    activation,
    mask: masks.length > 0 ? applied(masks, ones) : undefined,
  };
}

type Inner = Pick<PaperLayer, "kind" | "preactivation" | "ofWholeBatch">;

/** Before a function of each row that stands alone, as after dropout. */
const plain: Inner = { kind: "identity", preactivation: (a) => a, ofWholeBatch: false };

/** What a layer that is not dense does before its activation. */
function insideOf(head: Part, rows: number): Inner {
  const { section, parameters, apply, isRandom, widths } = head;
  const ofWholeBatch = isRandom || mixes(head, rows);
  const isFunction = parameters.length === 0 && !ofWholeBatch && widths[0] === widths[1];
  return isFunction ? plain : { kind: section.kind, preactivation: apply, ofWholeBatch };
}

const parameterOf = ({ name, value }: Owned, { prefix }: Section, layer: number): Parameter => ({
  symbol: symbolOf(name.startsWith(prefix) ? name.slice(prefix.length) : name, layer),
  name,
  value,
});

function nameOf(activation: (x: Tensor) => Tensor, outputs: number): string {
  const { inputs, outputs: found } = trace((z) => [activation(z)], [{ shape: [-1, outputs], dtype: "float64" }]);
  return found[0] === inputs[0] ? "linear" : (markOf(found[0]!) ?? "activation");
}

/** A part that is a·W + b, and then at most a function of that. */
function denseOf({
  section,
  parameters,
}: Part): (Pick<PaperLayer, "activation"> & { parameters: Owned[] }) | undefined {
  const { inputs, outputs } = cut([section.output], [section.input, ...parameters.map(({ node }) => node)]);
  const [linear, ...others] = linearOf(outputs[0]!, new Set(inputs.slice(1)));
  if (!linear || others.length > 0 || linear.input !== inputs[0]) return undefined;
  const own = [linear.weights, ...(linear.bias ? [linear.bias] : [])].map(
    (node) => parameters[inputs.indexOf(node) - 1]!,
  );
  const rest = cut(outputs, [linear.z]);
  const keepsShape = String(linear.z.shape) === String(outputs[0]!.shape);
  const isNamed = own.every(({ name }, i) => name.endsWith(i === 0 ? "kernel" : "bias"));
  if (rest.foreign || own.length < parameters.length || !isNamed || !keepsShape) return undefined;
  const run = replay(rest);
  return { parameters: own, activation: (z) => run([z])[0]! };
}

/** What a layer carries on and changes. */
function carriedOf(section: Section, parameters: readonly Owned[], state: readonly Owned[], layer: number): Carried[] {
  const own = state.filter(({ name }) => name.startsWith(section.prefix));
  const moving = own.filter(({ node, next }) => next !== node);
  return moving.map(({ name, value, next }): Carried => {
    const kind = name.slice(section.prefix.length);
    const nodes = [section.input, ...parameters.map(({ node }) => node), ...moving.map(({ node }) => node)];
    const { inputs, outputs, foreign } = cut([next!], nodes);
    if (foreign) throw unsupported(`${section.kind}, whose ${kind} needs more than what the layer before it gives`);
    const run = replay({ inputs, outputs });
    const shape = section.input.shape.slice(1);
    return {
      symbol: symbolOf(kind, layer),
      name,
      kind,
      value,
      next: (a, given, carried) => run([a.reshape([a.shape[0]!, ...shape]), ...given, ...carried])[0]!,
    };
  });
}

/** Whether a part looks at other examples too: seen in the slopes of the first row's numbers by the other rows. */
function mixes(part: Part, examples: number): boolean {
  if (!isOfFloats(part)) return false;
  const { apply, parameters, widths } = part;
  const [before, after] = widths;
  const rows = Math.max(examples, 2);
  const wave = (width: number, isFirst: boolean): Tensor =>
    tensor(
      Float64Array.from({ length: rows * width }, (_, i) => (isFirst && i >= width ? 0 : Math.sin(i + 1))),
      { shape: [rows, width] },
    );
  const values = parameters.map(({ value }) => value);
  const x = wave(before, false);
  const { inputs, outputs } = trace(
    (z) => [
      apply(z, ...values)
        .mul(wave(after, true))
        .sum(),
    ],
    [x],
  );
  const slopes = replay({ inputs, outputs: gradients(outputs[0]!, inputs) })([x])[0]!;
  return slopes.data!.some((slope, i) => i >= before && Math.abs(slope) > 0);
}
