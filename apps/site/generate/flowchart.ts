// A flowchart as it is written in Markdown, `a --> b & c`, as a drawing: what draws it in a browser has 850 kB.

interface Node {
  readonly label: string;
  /** Names of those that its arrows lead to. */
  readonly to: Set<string>;
}

const [width, height, column, row, margin] = [128, 30, 190, 46, 8];

/**
 * Puts a drawing in place of the flowchart, from right to left, of a page.
 *
 * @param write - takes the drawing, as SVG
 */
export const withFlowchart = (text: string, name: string, write: (svg: string) => void): string =>
  text.replace(/^```mermaid\nflowchart RL\n(.*?)^```$/ms, (_, lines: string) => {
    const nodes = read(lines);
    write(drawFlowchart(nodes));
    return `![${inWords(nodes)}](./${name}.svg)`;
  });

function read(lines: string): Map<string, Node> {
  const nodes = new Map<string, Node>();
  const nodeOf = (written: string): string => {
    const [, name = "", label = name] = /^(\w+)(?:\["(.*)"\])?$/.exec(written.trim()) ?? [];
    const known = nodes.get(name);
    nodes.set(name, { label: known && label === name ? known.label : label, to: known?.to ?? new Set() });
    return name;
  };
  for (const line of lines.trim().split("\n")) {
    const [from = "", to = ""] = line.split("-->");
    const name = nodeOf(from);
    for (const other of to.split("&").map(nodeOf)) nodes.get(name)!.to.add(other);
  }
  return nodes;
}

/** Columns from left to right: in the first those that lead nowhere, then those that lead to them alone. */
function columnsOf(nodes: ReadonlyMap<string, Node>): string[][] {
  const rankOf = (name: string): number => Math.max(-1, ...[...nodes.get(name)!.to].map(rankOf)) + 1;
  const columns: string[][] = [];
  for (const name of nodes.keys()) (columns[rankOf(name)] ??= []).push(name);
  return columns;
}

function drawFlowchart(nodes: ReadonlyMap<string, Node>): string {
  const columns = columnsOf(nodes);
  const most = Math.max(...columns.map(({ length }) => length));
  const [wide, high] = [columns.length * column - (column - width) + 2 * margin, most * row];
  const places = new Map(
    columns.flatMap((names, c) =>
      names.map((name, r) => [name, { x: margin + c * column, y: (high - (names.length - 1) * row) / 2 + r * row }]),
    ),
  );
  const arrows = [...nodes].flatMap(([from, { to }]) =>
    [...to].map((name) => {
      const [start, end] = [places.get(from)!, places.get(name)!];
      const [x, tip] = [start.x, end.x + width];
      const bend = (x - tip) / 2;
      return (
        `<path d="M${x} ${start.y}C${x - bend} ${start.y} ${tip + bend} ${end.y} ${tip + 5} ${end.y}" fill="none" stroke="currentColor" opacity="0.6"/>` +
        `<path d="M${tip + 8} ${end.y - 4}L${tip} ${end.y}L${tip + 8} ${end.y + 4}Z"/>`
      );
    }),
  );
  const boxes = [...nodes].map(([name, { label }]) => {
    const { x, y } = places.get(name)!;
    return (
      `<rect x="${x}" y="${y - height / 2}" width="${width}" height="${height}" rx="5" style="fill:var(--ifm-background-color,#fff)" stroke="currentColor"/>` +
      `<text x="${x + width / 2}" y="${y + 4}" text-anchor="middle">${label}</text>`
    );
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${wide} ${high}" role="img" aria-label="${inWords(nodes)}" font-family="system-ui, sans-serif" font-size="13" fill="currentColor">`,
    ...arrows,
    ...boxes,
    "</svg>\n",
  ].join("");
}

const inWords = (nodes: ReadonlyMap<string, Node>): string =>
  `Arrows: ${[...nodes.values()]
    .filter(({ to }) => to.size > 0)
    .map(({ label, to }) => `${label} to ${[...to].map((name) => nodes.get(name)!.label).join(", ")}`)
    .join("; ")}`;
