import { gradients, inOrder, replay, trace } from "@chainrule/compiler";
import { onesLike, sizeOf, type Tensor, tensor } from "@chainrule/tensor";
import { dense } from "./denseLayer.ts";
import { cut } from "./inDouble.ts";
import type { Activity, Carried, PaperInput, PaperLayer, Parameter } from "./problem.ts";
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

/** A network as its expression tells. */
export interface Found {
  readonly sections: readonly Section[];
  /** The ends of sections that are measured by a loss. */
  readonly ends: readonly Tensor[];
  readonly inputs: readonly { readonly symbol: string; readonly node: Tensor; readonly value: Tensor }[];
  readonly learned: readonly Owned[];
  readonly state: readonly Owned[];
  /** The expression in float64 of what a section takes or gives. */
  readonly inDouble: (node: Tensor) => Tensor;
}

/** A section as a function on rows, `[rows, numbers]`, whatever shape an example has. */
interface Part {
  readonly section: Section;
  readonly takes: readonly Tensor[];
  readonly output: Tensor;
  readonly parameters: readonly Owned[];
  readonly apply: (taken: readonly Tensor[], parameters: readonly Tensor[]) => Tensor;
  /** How many numbers an example has, in each of what comes in, and after. */
  readonly widths: { readonly before: readonly number[]; readonly after: number };
  readonly isRandom: boolean;
  readonly isDropout: boolean;
  /** Whether it only arranges numbers. */
  readonly isArranging: boolean;
  /** What it adds to the loss by itself. */
  readonly penalties: readonly Owned[];
}

/** Parts that are one layer on paper; of an input, those that come before the first layer. */
interface Group {
  readonly symbol: string;
  readonly parts: Part[];
  readonly isInput: boolean;
}

/**
 * The layers of a network as on paper: what learns, merges or looks at more than one number begins a layer, what
 * follows is its activation and its mask.
 *
 * @throws ValueError for a layer that needs more than what the layers before it give
 */
export function layersOf(found: Found): {
  inputs: PaperInput[];
  layers: PaperLayer[];
  activities: Activity[];
  /** The layers that are measured by a loss. */
  ends: number[];
} {
  const { sections, ends, inputs, state } = found;
  const rows = inputs[0]!.value.shape[0]!;
  const penalized = state.filter(isPenalty).map((one) => ({ one, section: sectionOfPenalty(one, found) }));
  const parts = sections.map((section) =>
    partOf(
      section,
      found,
      penalized.filter((penalty) => penalty.section === section).map(({ one }) => one),
    ),
  );
  const groups: Group[] = [];
  const owners = new Map<Tensor, Group>(
    inputs.map(({ symbol, node }) => [node, { symbol, parts: [], isInput: true }] as const),
  );
  const firsts = inputs.map(({ node }) => owners.get(node)!);
  const uses = [...sections.flatMap(({ takes }) => takes), ...ends];
  for (const part of parts) {
    const { takes, output } = part.section;
    const owner = owners.get(takes[0]!)!;
    const isAlone = takes.length === 1 && uses.filter((node) => node === takes[0]).length === 1;
    const group =
      isAlone && !begins(part, owner, rows)
        ? owner
        : { symbol: `a${groups.length + 1}`, parts: [] as Part[], isInput: false };
    if (group !== owner) groups.push(group);
    group.parts.push(part);
    owners.set(output, group);
  }
  const last = ends.map((end) => 1 + groups.indexOf(owners.get(end)!));
  if (groups.length === 0 || last.includes(0)) throw unsupported("no layer that learns");
  if (groups.some((group) => group.parts.some((part) => !isOfFloats(part)))) {
    throw unsupported("whole numbers between layers");
  }
  const symbols = new Map<Owned, string>();
  groups.forEach(({ parts: [head] }, i) => {
    for (const one of [...head!.parameters, ...state.filter(({ name }) => name.startsWith(head!.section.prefix))]) {
      if (!symbols.has(one)) symbols.set(one, symbolOf(nameIn(head!.section, one), i + 1));
    }
  });
  const takesOf = ({ section: { takes } }: Part): string[] => takes.map((node) => owners.get(node)!.symbol);
  const known: Known = { symbols, state, rows, places: parts.map((part) => ({ part, takes: takesOf(part) })) };
  return {
    inputs: inputs.map(({ symbol, value }, i) => ({ symbol, value: flat(applied(firsts[i]!.parts, value)) })),
    layers: groups.map(({ parts: own }) => layerOf(own, takesOf(own[0]!), known)),
    activities: groups.flatMap((group, i) => activitiesOf(group, i + 1, known)),
    ends: last,
  };
}

/** What the parts of a network are called on paper. */
interface Known {
  readonly symbols: ReadonlyMap<Owned, string>;
  readonly state: readonly Owned[];
  readonly rows: number;
  readonly places: readonly { readonly part: Part; readonly takes: readonly string[] }[];
}

const isOfFloats = ({ takes, output }: Part): boolean => [...takes, output].every(({ dtype }) => dtype === "float64");

/** Whether a part is a layer of its own on paper: it learns, or is no function of each row to as many numbers. */
function begins(part: Part, { parts, isInput }: Group, rows: number): boolean {
  const { parameters, penalties, isArranging, isDropout, isRandom, widths } = part;
  if (parameters.length > 0 || mixes(part, rows)) return true;
  if (penalties.length > 0 && (isInput || !isArranging)) return true;
  if (isInput || isArranging) return false;
  // What adds to the loss looks at the activations as they are.
  if (parts.some((one) => one.penalties.length > 0)) return true;
  if (isDropout) return false;
  return isRandom || widths.before[0] !== widths.after || parts.some((one) => one.isDropout);
}

const flat = (x: Tensor): Tensor => (x.rank === 2 ? x : x.reshape([x.shape[0]!, sizeOf(x.shape.slice(1))]));

/** A row of numbers as the example that it is. */
const shaped = (x: Tensor, { shape }: Tensor): Tensor =>
  x.rank === shape.length ? x : x.reshape([x.shape[0]!, ...shape.slice(1)]);

const applied = (parts: readonly Part[], x: Tensor): Tensor => parts.reduce((y, { apply }) => apply([y], []), x);

const nameIn = ({ prefix }: Section, { name }: Owned): string =>
  name.startsWith(prefix) ? name.slice(prefix.length) : name;

const isPenalty = ({ name }: Owned): boolean => /(^|\.)penalty$/.test(name);

/** Where a layer adds to the loss: in the last of its places that it can be computed from. */
function sectionOfPenalty({ name, next }: Owned, { sections, learned, inDouble }: Found): Section {
  const section = sections.findLast(({ prefix, takes }) => {
    const known = [...takes.map(inDouble), ...learned.map(({ node }) => node)];
    return name.startsWith(prefix) && !cut([next!], known).foreign;
  });
  if (section) return section;
  throw unsupported("something that a layer adds to the loss, which needs more than what the layers before it give");
}

function partOf(section: Section, { learned, inDouble }: Found, penalties: readonly Owned[]): Part {
  const [takes, output] = [section.takes.map(inDouble), inDouble(section.output)];
  const { inputs, outputs, foreign, used } = cut([output], [...takes, ...learned.map(({ node }) => node)]);
  if (foreign) throw unsupported(`${section.kind}, which needs more than what the layers before it give`);
  const isUsed = (i: number): boolean => used[takes.length + i]!;
  const own = [...inputs.slice(0, takes.length), ...inputs.slice(takes.length).filter((_, i) => isUsed(i))];
  const run = replay({ inputs: own, outputs });
  const names = new Set(inOrder(outputs).map((node) => node.source?.primitive.name));
  return {
    section,
    takes,
    output,
    parameters: learned.filter((_, i) => isUsed(i)),
    apply: (taken, parameters) => flat(run([...taken.map((x, i) => shaped(x, takes[i]!)), ...parameters])[0]!),
    widths: { before: takes.map(({ shape }) => sizeOf(shape.slice(1))), after: sizeOf(output.shape.slice(1)) },
    isRandom: names.has("randomBits") || names.has("normal"),
    isDropout: takes.length === 1 && beforeDropout(outputs[0]!) === own[0],
    isArranging: [...names].every((name) => name === undefined || name === "reshape" || name === "named"),
    penalties,
  };
}

function layerOf([head, ...rest]: readonly Part[], takes: readonly string[], known: Known): PaperLayer {
  const { parameters, widths } = head!;
  const { symbols, rows } = known;
  const linear = denseOf(head!);
  const inside = linear ? dense : insideOf(head!, rows);
  const parts = inside.kind === plain.kind ? [head!, ...rest] : rest;
  const functions = parts.filter(({ isDropout, isArranging }) => !isDropout && !isArranging);
  const activation = (z: Tensor): Tensor => applied(functions, linear ? linear.activation(z) : z);
  const masks = parts.filter(({ isDropout }) => isDropout);
  const outputs = widths.after;
  const ones = onesLike(tensor(new Float64Array(rows * outputs), { shape: [rows, outputs] }));
  return {
    ...inside,
    takes,
    parameters: (linear?.parameters ?? parameters).map((one): Parameter => ({
      symbol: symbols.get(one)!,
      name: one.name,
      value: one.value,
    })),
    carried: carriedOf(head!, known),
    outputs,
    activationName: nameOf(activation, outputs),
    activation,
    mask: masks.length > 0 ? applied(masks, ones) : undefined,
  };
}

type Inner = Pick<PaperLayer, "kind" | "preactivation" | "ofWholeBatch">;

/** Before a function of each row that stands alone, as after dropout. */
const plain: Inner = { kind: "identity", preactivation: ([a]) => a!, ofWholeBatch: false };

/** What a layer that is not dense does before its activation. */
function insideOf(head: Part, rows: number): Inner {
  const { section, parameters, apply, isRandom, isDropout, widths } = head;
  if (isDropout) return plain;
  const ofWholeBatch = isRandom || mixes(head, rows);
  const isFunction = widths.before.length === 1 && widths.before[0] === widths.after;
  return isFunction && parameters.length === 0 && !ofWholeBatch
    ? plain
    : { kind: section.kind, preactivation: apply, ofWholeBatch };
}

function nameOf(activation: (x: Tensor) => Tensor, outputs: number): string {
  const { inputs, outputs: found } = trace((z) => [activation(z)], [{ shape: [-1, outputs], dtype: "float64" }]);
  return found[0] === inputs[0] ? "linear" : (markOf(found[0]!) ?? "activation");
}

/** A part that is a·W + b, and then at most a function of that. */
function denseOf({
  takes,
  output,
  parameters,
}: Part): (Pick<PaperLayer, "activation"> & { parameters: Owned[] }) | undefined {
  if (takes.length > 1) return undefined;
  const { inputs, outputs } = cut([output], [takes[0]!, ...parameters.map(({ node }) => node)]);
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

/** What a layer carries on and changes. Where it is used in several places, that goes through all of them. */
function carriedOf(head: Part, { symbols, state, places }: Known): Carried[] {
  const { section } = head;
  const together = places.filter(({ part }) => part.section.prefix === section.prefix);
  if (together.at(-1)!.part !== head) return [];
  const own = state.filter((one) => one.name.startsWith(section.prefix) && !isPenalty(one));
  const moving = own.filter(({ node, next }) => next !== node);
  const taken = together.flatMap(({ part, takes }) =>
    takes.map((symbol, i) => ({ symbol, node: part.takes[i]!, isTaken: true })),
  );
  const owned = [...head.parameters, ...moving].map((one) => ({
    symbol: symbols.get(one)!,
    node: one.node,
    isTaken: false,
  }));
  const all = [...taken, ...owned];
  return moving.map((one): Carried => {
    const kind = nameIn(section, one);
    const { inputs, outputs, foreign } = cut(
      [one.next!],
      all.map(({ node }) => node),
    );
    if (foreign) throw unsupported(`${section.kind}, whose ${kind} needs more than what the layers before it give`);
    const run = replay({ inputs, outputs });
    return {
      symbol: symbols.get(one)!,
      name: one.name,
      kind,
      value: one.value,
      from: all.map(({ symbol }) => symbol),
      next: (...given) => run(given.map((x, i) => (all[i]!.isTaken ? shaped(x, all[i]!.node) : x)))[0]!,
    };
  });
}

/** What the parts of a layer add to the loss by themselves. */
function activitiesOf({ parts, symbol }: Group, layer: number, { symbols, places }: Known): Activity[] {
  const found = parts.flatMap((part) => part.penalties.map((one) => ({ part, one })));
  return found.map(({ part, one }, i) => {
    const { takes } = places.find((place) => place.part === part)!;
    const { inputs, outputs } = cut([one.next!], [...part.takes, ...part.parameters.map(({ node }) => node)]);
    const run = replay({ inputs, outputs });
    return {
      symbol: `activity${layer}${i === 0 ? "" : `_${i + 1}`}`,
      layer,
      kind: part.section.kind,
      // Behind others it looks at what the layer gives.
      from: [...(part === parts[0] ? takes : [symbol]), ...part.parameters.map((parameter) => symbols.get(parameter)!)],
      of: (...given) => run(given.map((x, k) => (k < part.takes.length ? shaped(x, part.takes[k]!) : x)))[0]!,
    };
  });
}

/** Whether a part looks at other examples too: seen in the slopes of the first row's numbers by the other rows. */
function mixes(part: Part, examples: number): boolean {
  if (!isOfFloats(part)) return false;
  const { apply, parameters, widths } = part;
  const rows = Math.max(examples, 2);
  const wave = (width: number, isFirst: boolean): Tensor =>
    tensor(
      Float64Array.from({ length: rows * width }, (_, i) => (isFirst && i >= width ? 0 : Math.sin(i + 1))),
      { shape: [rows, width] },
    );
  const values = parameters.map(({ value }) => value);
  const taken = widths.before.map((width) => wave(width, false));
  const { inputs, outputs } = trace((...given) => [apply(given, values).mul(wave(widths.after, true)).sum()], taken);
  const slopes = replay({ inputs, outputs: gradients(outputs[0]!, inputs) })(taken);
  return slopes.some(({ data }, k) => data!.some((slope, i) => i >= widths.before[k]! && Math.abs(slope) > 0));
}
