import { formatShape, randomKey, type Shape, sizeOf } from "@chainrule/tensor";
import { memoryOf, type Network } from "./network.ts";

/**
 * What a network is made of, as text: a line for each layer with the shape of its output and its parameters.
 *
 * @throws ValueError if it has no weights yet
 */
export function summary(net: Network): string {
  const memory = memoryOf("summary", net);
  const counted = Object.values(memory.parameters).reduce((total, { shape }) => total + sizeOf(shape), 0);
  const total = `${counted} parameters, ${memory.dtype}`;
  if (!net.layers) {
    return `from a file  ${formatShape([-1, ...memory.inputShape])} → ${formatShape([-1, ...memory.outputShape])}\n${total}`;
  }
  let shape: Shape = memory.inputShape;
  const rows = net.layers.map((layer, i) => {
    const { outputShape, parameters } = layer.init(randomKey(0), shape, { dtype: memory.dtype });
    shape = outputShape;
    const own = Object.entries(parameters).map(([name, x]) => `${i + 1}.${name} ${formatShape(x.shape)}`);
    return [`layer ${i + 1}`, layer.name, formatShape([-1, ...outputShape]), own.join("  ")];
  });
  const table = [["input", "", formatShape([-1, ...memory.inputShape]), ""], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => row[column]!.length)));
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return [...lines, total].join("\n");
}
