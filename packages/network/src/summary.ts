import { formatShape, type Parameters, randomKey, type Shape, sizeOf } from "@chainrule/tensor";
import { begin, flow } from "./functional/network.ts";
import { type AnyNetwork, memoryOf } from "./network.ts";
import { namesOf, type Shapes, valuesOf } from "./ports.ts";

/**
 * What a network is made of, as text: a line for each layer with the shape of its output and its parameters. Where it
 * is not a chain, also what each takes.
 *
 * @throws ValueError if it has no weights yet
 */
export function summary(net: AnyNetwork): string {
  const memory = memoryOf("summary", net);
  const counted = Object.values(memory.parameters).reduce((total, { shape }) => total + sizeOf(shape), 0);
  const total = `${counted} parameters, ${memory.dtype}`;
  if (!net.layers) return `from a file  ${listed(memory.inputShape)} → ${listed(memory.outputShape)}\n${total}`;

  const shapes = valuesOf<Shape>(memory.inputShape);
  const { starts } = net;
  const names = new Map(starts.map((start, i) => [start, namesOf(net.ports.inputs)[i] ?? "input"]));
  const table = shapes.map((shape, i) => [names.get(starts[i]!)!, "", formatShape([-1, ...shape]), ""]);
  const identities = [...new Set(net.layers.map(({ identity }) => identity))];
  const isChain =
    starts.length === 1 && net.layers.every(({ from }, i) => from[0] === (net.layers![i - 1] ?? starts[0]));
  flow(starts, net.layers, shapes, (node, taken) => {
    const { outputShape, parameters } = begin(node.layer!, randomKey(0), taken, { dtype: memory.dtype });
    const number = identities.indexOf(node.identity) + 1;
    const taking = isChain ? "" : ` of ${node.from.map((other) => names.get(other)).join(", ")}`;
    names.set(node, `layer ${number}`);
    const own = ownOf(parameters, number);
    table.push([`layer ${number}`, node.layer!.name + taking, formatShape([-1, ...outputShape]), own]);
    return outputShape;
  });
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => row[column]!.length)));
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return [...lines, total].join("\n");
}

const ownOf = (parameters: Parameters, number: number): string =>
  Object.entries(parameters)
    .map(([name, x]) => `${number}.${name} ${formatShape(x.shape)}`)
    .join("  ");

/** Shapes of batches, with their names if they have some. */
const listed = (shapes: Shapes): string =>
  valuesOf<Shape>(shapes)
    .map((shape, i) => [namesOf(shapes)[i], formatShape([-1, ...shape])].filter(Boolean).join(" "))
    .join(", ");
