import type { Entry, Results, WorkResult } from "./results.ts";
import { duration } from "./table.ts";

const [margin, names, line, gap, bar] = [16, 110, 18, 46, 420];
const width = 2 * margin + names + bar + 150;

/**
 * A bar for each library at each work, as long as the logarithm of how many times it takes; as SVG, in the colours of
 * the text around it.
 */
export function picture({ works, machine, date }: Results): string {
  const parts: string[] = [];
  let y = margin;
  for (const work of works) {
    parts.push(chart(work, y));
    y += gap + line * present(work).length;
  }
  const foot = `${machine.processor}, Node ${machine.node}, ${date.slice(0, 10)}. Processor time of a step, training or call, and how many times ours.`;
  parts.push(text(margin, y + 4, foot, 'opacity="0.7"'));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y + margin}" role="img"`,
    ' aria-label="Chainrule and its peers: times of the same work" font-family="system-ui, sans-serif" font-size="12"',
    ` fill="currentColor">\n${parts.join("\n")}\n</svg>\n`,
  ].join("");
}

interface Bar extends Entry {
  readonly processor: number;
  readonly processorRatio: number;
}

const present = ({ entries }: WorkResult): Bar[] =>
  entries
    .filter((entry): entry is Bar => entry.processorRatio !== undefined)
    .sort((a, b) => a.processorRatio - b.processorRatio);

function chart(work: WorkResult, top: number): string {
  const bars = present(work);
  const [least, most] = [bars[0]!.processorRatio, bars.at(-1)!.processorRatio].map(Math.log10) as [number, number];
  const lengthOf = (ratio: number): number =>
    Math.round(bar * (0.04 + (0.96 * (Math.log10(ratio) - least)) / Math.max(1e-9, most - least)));
  const lines = bars.map(({ name, processor, processorRatio }, i) => {
    const y = top + 26 + i * line;
    const length = lengthOf(processorRatio);
    const ours = name === "chainrule";
    const note = ours ? duration(processor) : `${duration(processor)}, ${Number(processorRatio.toPrecision(3))} ×`;
    return [
      text(margin + names - 8, y + 10, name, `text-anchor="end"${ours ? ' font-weight="bold"' : ""}`),
      `<rect x="${margin + names}" y="${y}" width="${length}" height="12" fill="${ours ? "#0a7d4f" : "#8a93a0"}"/>`,
      text(margin + names + length + 6, y + 10, note),
    ].join("\n");
  });
  return [text(margin, top + 12, work.title, 'font-weight="bold"'), ...lines].join("\n");
}

const text = (x: number, y: number, content: string, attributes = ""): string =>
  `<text x="${x}" y="${y}"${attributes && ` ${attributes}`}>${escape(content)}</text>`;

const escape = (content: string): string =>
  content.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
