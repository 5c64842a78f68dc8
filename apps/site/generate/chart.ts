import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";

export type Point = readonly [x: number, y: number];

export interface Series {
  readonly label: string;
  readonly points: readonly Point[];
}

export interface Chart {
  /** What there is to see, in a sentence, for those who do not. */
  readonly title: string;
  readonly x: string;
  readonly y?: string;
  readonly series: readonly Series[];
  /** Upright bars in place of lines. */
  readonly bars?: boolean;
  /** Curves under the lines, such as those of equal height. */
  readonly background?: readonly (readonly Point[])[];
  /** Of the drawing, whose text is 13 pixels high; default 440 by 260, which a telephone shows nearly as large. */
  readonly size?: readonly [width: number, height: number];
}

const margin = { top: 12, right: 16, bottom: 42, left: 52 };

/** A row of the legend, which has two entries. */
const rowHeight = 22;

/** A chart as SVG, in colours that a page can set: --chart-1, --chart-2, --chart-grid, --chart-text. */
export function drawChart({ title, x, y, series, bars = false, background = [], size = [440, 260] }: Chart): string {
  const [width, height] = size;
  const all = series.flatMap(({ points }) => points).filter(([a, b]) => Number.isFinite(a) && Number.isFinite(b));
  const [left, right] = rangeOf(all.map(([a]) => a));
  const [low, high] = rangeOf([...all.map(([, b]) => b), ...(bars ? [0] : [])], bars ? 0 : 0.05);
  const toX = scaleLinear([left, right], [margin.left, width - margin.right]);
  const toY = scaleLinear([low, high], [height - margin.bottom, margin.top]);
  const isInside = ([a, b]: Point): boolean => Number.isFinite(a) && Number.isFinite(b);
  const path = line<Point>()
    .defined(isInside)
    .x(([a]) => round(toX(a)))
    .y(([, b]) => round(toY(b)));

  const grid = [
    ...toX.ticks(width / 80).map((tick) => upright(round(toX(tick)), height, tick === 0, format(tick))),
    ...toY.ticks(6).map((tick) => level(round(toY(tick)), width, tick === 0, format(tick))),
  ];
  const under = background.map((points) => `<path d="${path(points)}" class="chart-under"/>`);
  const drawn = series.map(({ points }, i) =>
    bars
      ? points
          .map(([a, b], _, { length }) => {
            const wide = (width - margin.left - margin.right) / length - 1;
            const top = round(toY(b));
            return `<rect x="${round(toX(a) - wide / 2)}" y="${top}" width="${round(wide)}" height="${round(toY(0) - top)}" class="chart-bar"/>`;
          })
          .join("")
      : `<path d="${path(points)}" class="chart-line chart-${i + 1}"/>`,
  );
  const legend = series.map(({ label }, i) => key(label, i, size));
  const rows = series.length > 1 ? Math.ceil(series.length / 2) : 0;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height + rows * rowHeight + (rows > 0 ? 2 : 0)}" class="chart" role="img" aria-label="${escape(title)}">`,
    chartStyle,
    `<clipPath id="inside"><rect x="${margin.left}" y="${margin.top}" width="${width - margin.left - margin.right}" height="${height - margin.top - margin.bottom}"/></clipPath>`,
    ...grid,
    '<g clip-path="url(#inside)">',
    ...under,
    ...drawn,
    "</g>",
    `<text x="${(margin.left + width - margin.right) / 2}" y="${height - 6}" text-anchor="middle">${escape(x)}</text>`,
    ...(y
      ? [
          `<text transform="translate(13 ${(height - margin.bottom) / 2}) rotate(-90)" text-anchor="middle">${escape(y)}</text>`,
        ]
      : []),
    ...(series.length > 1 ? legend : []),
    "</svg>",
  ].join("");
}

/** How a chart looks; where it stands in a page, the page has it once, in its head. */
export const chartStyle = [
  "<style>",
  ".chart{max-width:100%;font:13px system-ui,sans-serif;fill:var(--chart-text,#555)}",
  ".chart-grid{stroke:var(--chart-grid,#ddd)}.chart-zero{stroke:var(--chart-text,#777)}",
  ".chart-line{fill:none;stroke-width:2.5}.chart-under{fill:none;stroke:var(--chart-grid,#ccc)}",
  ".chart-1{stroke:var(--chart-1,#2f5bd0)}.chart-2{stroke:var(--chart-2,#c2410c);stroke-dasharray:7 4}",
  ".chart-3{stroke:var(--chart-3,#0f766e)}.chart-4{stroke:var(--chart-4,#7c3aed);stroke-dasharray:2 4}",
  ".chart-bar{fill:var(--chart-1,#2f5bd0)}",
  "</style>",
].join("");

const upright = (x: number, height: number, isZero: boolean, label: string): string =>
  `<path d="M${x} ${margin.top}V${height - margin.bottom}" class="${isZero ? "chart-zero" : "chart-grid"}"/>` +
  `<text x="${x}" y="${height - margin.bottom + 16}" text-anchor="middle">${label}</text>`;

const level = (y: number, width: number, isZero: boolean, label: string): string =>
  `<path d="M${margin.left} ${y}H${width - margin.right}" class="${isZero ? "chart-zero" : "chart-grid"}"/>` +
  `<text x="${margin.left - 6}" y="${y + 4}" text-anchor="end">${label}</text>`;

function key(label: string, i: number, [width, height]: readonly [number, number]): string {
  const x = margin.left + (i % 2) * ((width - margin.left) / 2);
  const y = height + 12 + rowHeight * Math.floor(i / 2);
  return (
    `<path d="M${round(x)} ${y}h28" class="chart-line chart-${i + 1}"/>` +
    `<text x="${round(x + 36)}" y="${y + 4}">${escape(label)}</text>`
  );
}

function rangeOf(values: readonly number[], padding = 0): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (low === high) return [low - 1, high + 1];
  const extra = (high - low) * padding;
  return [low - extra, high + extra];
}

const round = (x: number): number => Math.round(x * 10) / 10;
const format = (x: number): string => String(Number(x.toPrecision(6))).replace("-", "−");
const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
