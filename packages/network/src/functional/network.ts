import {
  type DType,
  foldIn,
  formatShape,
  type Parameters,
  refuse,
  type Shape,
  ShapeError,
  Tensor,
  ValueError,
} from "@chainrule/tensor";
import type { ApplyContext, Layer, Memory } from "../layers/layer.ts";
import type { Network } from "../network.ts";
import { alike, arranged, namesOf, type OneOrNamed, type PortNames, type Ports } from "../ports.ts";
import { inputsOf, type Merge, type Node, nodesInOrder } from "./node.ts";

/** The tensors that go with nodes. */
export type PortsAt<N extends OneOrNamed<Node>> = N extends Node ? Tensor : { readonly [Name in keyof N]: Tensor };

/**
 * A network that need not be a chain: layers with skip connections, several inputs, several outputs.
 *
 * ```ts
 * const x = input();
 * const hidden = x.to(dense(16, relu));
 * const net = network({ inputs: x, outputs: add(hidden, hidden.to(dense(16, relu))).to(dense(3, softmax)) });
 * ```
 *
 * Where there are several inputs or outputs give records of them: inputs, targets, predictions, losses and metrics are
 * then records by the same names. Parameters are called by the number of their layer, in the order of calculation.
 *
 * @throws ValueError if an output needs an input that is not named, or an input is needed by none
 */
export function network<X extends OneOrNamed<Node>, Y extends OneOrNamed<Node>>({
  inputs,
  outputs,
}: {
  readonly inputs: X;
  readonly outputs: Y;
}): Network<PortsAt<X>, PortsAt<Y>> {
  const [starts, ends] = [listOf(inputs), listOf(outputs)];
  const ports = { inputs: nameless(inputs), outputs: nameless(outputs) };
  requireEnds(starts, ports, nodesInOrder(ends));
  return build("network", starts, ends, ports) as Network<PortsAt<X>, PortsAt<Y>>;
}

const isNode = (nodes: OneOrNamed<Node>): nodes is Node => Array.isArray(nodes.from) && typeof nodes.to === "function";

const listOf = (nodes: OneOrNamed<Node>): Node[] => (isNode(nodes) ? [nodes] : Object.values(nodes));

/** A node is an object, and no record of them. */
const nameless = (nodes: OneOrNamed<Node>): OneOrNamed<unknown> => (isNode(nodes) ? undefined : nodes);

/** A network of that kind. */
export function build(
  name: string,
  starts: readonly Node[],
  ends: readonly Node[],
  ports: PortNames,
): Network<Ports, Ports> {
  const nodes = nodesInOrder(ends);
  const identities = [...new Set(nodes.map(({ identity }) => identity))];
  const numbers = nodes.map(({ identity }) => identities.indexOf(identity));
  return {
    name,
    layers: nodes,
    starts,
    ports,
    memory: undefined,
    preprocessing: undefined,
    init(key, inputShape: OneOrNamed<Shape>, options) {
      const memories: Memory[] = [];
      const given = arranged(name, "inputs", ports.inputs, inputShape);
      const shapes = flow(starts, nodes, given, (node, taken, i) => {
        const { outputShape, ...memory } = begin(node.layer!, foldIn(key, numbers[i]!), taken, options);
        requireSame(node.layer!, (memories[numbers[i]!] ??= memory), memory);
        return outputShape;
      });
      return {
        parameters: join(memories.map(({ parameters }) => parameters)),
        state: join(memories.map(({ state }) => state)),
        outputShape: alike(
          ports.outputs,
          ends.map((end) => shapes.get(end)!),
        ),
      };
    },
    apply({ parameters, state }, x, { training, key }) {
      const states = identities.map((_, number) => part(state, number));
      const values = flow(starts, nodes, arranged(name, "inputs", ports.inputs, x), ({ layer }, taken, i) => {
        const number = numbers[i]!;
        const memory = { parameters: part(parameters, number), state: states[number]! };
        const [y, next] = proceed(layer!, memory, taken, { training, key: foldIn(key, i) });
        states[number] = next;
        const names = taken.map((input, k) => [taken.length > 1 ? `x${k + 1}` : "x", input]);
        return y.named(`layer ${number + 1} (${layer!.name})`, Object.fromEntries(names) as Parameters);
      });
      return [
        alike(
          ports.outputs,
          ends.map((end) => values.get(end)!),
        ),
        join(states),
      ];
    },
  };
}

/** What there is at each node, from what there is at the inputs. */
export function flow<T>(
  starts: readonly Node[],
  nodes: readonly Node[],
  given: readonly T[],
  f: (node: Node, taken: readonly T[], i: number) => T,
): Map<Node, T> {
  const known = new Map(starts.map((start, i) => [start, given[i] as T]));
  nodes.forEach((node, i) => {
    const taken = node.from.map((other) => known.get(other) as T);
    known.set(node, f(node, taken, i));
  });
  return known;
}

/** The first memory of a layer, and the shape of what it gives. */
export function begin(
  layer: Layer | Merge,
  key: Tensor,
  shapes: readonly Shape[],
  options: { dtype: DType },
): Memory & { outputShape: Shape } {
  if ("init" in layer) return layer.init(key, shapes[0]!, options);
  const { shape } = layer.merge(shapes.map((own) => new Tensor({ shape: [-1, ...own], ...options })));
  return { parameters: {}, state: {}, outputShape: shape.slice(1) };
}

const proceed = (
  layer: Layer | Merge,
  memory: Memory,
  taken: readonly Tensor[],
  context: ApplyContext,
): [y: Tensor, state: Parameters] =>
  "apply" in layer ? layer.apply(memory, taken[0]!, context) : [layer.merge(taken), memory.state];

function requireEnds(starts: readonly Node[], { inputs }: PortNames, nodes: readonly Node[]): void {
  const needed = inputsOf(nodes);
  if (nodes.length === 0 || needed.some((node) => !starts.includes(node))) {
    const received = nodes.length === 0 ? "an output without one" : "one that comes from an input that is not";
    refuse(
      ValueError,
      "network",
      "outputs of layers on the inputs that are named",
      received,
      "Name all of its inputs.",
    );
  }
  const idle = starts.findIndex((node) => !needed.includes(node));
  if (idle < 0) return;
  const name = namesOf(inputs)[idle] ?? "the input";
  refuse(ValueError, "network", "inputs that an output needs", `${name}, which none does`, "Use it, or leave it out.");
}

/** Throws if a layer in a second place would need other weights. */
function requireSame({ name }: { readonly name: string }, first: Memory, second: Memory): void {
  const [expected, received] = [first, second].map(({ parameters, state }) =>
    Object.values({ ...parameters, ...state })
      .map(({ shape }) => formatShape(shape))
      .join(", "),
  );
  if (expected === received) return;
  const cure = "Make a layer for each place, or give it inputs of one shape.";
  refuse(ShapeError, name, `weights ${expected}, as in its first place`, received, cure);
}

const prefix = (number: number): string => `${number + 1}.`;

/** The tensors of all layers, each name after the number of its layer. */
const join = (parts: readonly Parameters[]): Parameters =>
  Object.fromEntries(parts.flatMap((own, i) => Object.entries(own).map(([name, x]) => [prefix(i) + name, x])));

/** Those of one layer, under their own names. */
const part = (all: Parameters, number: number): Parameters =>
  Object.fromEntries(
    Object.entries(all).flatMap(([name, x]) =>
      name.startsWith(prefix(number)) ? [[name.slice(prefix(number).length), x]] : [],
    ),
  );
