import type { Initializer } from "@chainrule/network";
import type { Optimizer, Schedule } from "@chainrule/tensor";
import { drawChart } from "./chart.ts";
import { drawActivation, type Drawing, drawInitializer, drawLoss, drawOptimizer, drawSchedule } from "./drawings.ts";
import type { Exported } from "./exports.ts";
import {
  activationFormulas,
  type Formula,
  lossFormulas,
  metricFormulas,
  optimizerFormulas,
  readable,
  scheduleFormulas,
} from "./formulas.ts";
import { type Elementary, exampleArguments, functionOf } from "./functions.ts";
import { withoutAccidentalLinks } from "./pages.ts";

/** A page about a function: what somebody wrote, with what the code says put in its place. */
export interface FunctionPage {
  readonly text: string;
  /** The drawing beside it, if there is one. */
  readonly svg: string | undefined;
  /** What should have been there and could not be made. */
  readonly missing: readonly string[];
}

/** @param written - the page as it stands in docs/; empty if nobody has written it yet */
export function functionPage(id: string, one: Exported, written: string): FunctionPage {
  const missing: string[] = [];
  const attempt = <T>(what: string, make: () => T): T | undefined => {
    try {
      return make();
    } catch (error) {
      missing.push(`${id}/${one.name}: no ${what}: ${String(error).split("\n")[0]}`);
      return undefined;
    }
  };
  const f = functionOf(id, one);
  const settings = exampleArguments(one, written);
  const formulas = readable(attempt("formula", () => formulasOf(f, one, settings)) ?? []);
  const drawing = attempt("drawing", () => drawingOf(f, one, settings));
  const [head, ...sections] = (
    written || `# ${one.name}\n\n${withoutAccidentalLinks(one.text.split("\n\n")[0]!)}\n`
  ).split(/^(?=## )/m);
  const text = [
    `---\ndescription: ${JSON.stringify(one.text.split("\n\n")[0]!.replaceAll("\n", " "))}\n---`,
    head!.trim(),
    formulas.length > 0 ? `## Formula\n\n${formulas.map(display).join("\n\n")}` : "",
    drawing ? `![${drawing.chart.title}](./${one.name}.svg)\n\n*${drawing.caption}*` : "",
    sections.join("").trim(),
    reference(id, one),
  ];
  return { text: `${text.filter(Boolean).join("\n\n")}\n`, svg: drawing && drawChart(drawing.chart), missing };
}

const display = ([left, right]: Formula): string => `$$\n${left} ${right}\n$$`;

function formulasOf(f: Elementary, one: Exported, settings: readonly unknown[]): Formula[] {
  const made = (): unknown => (f as (...given: readonly unknown[]) => unknown)(...settings);
  switch (one.kind) {
    case "activation":
      return activationFormulas(f, one);
    case "loss":
      return lossFormulas(f, one);
    case "metric":
      return metricFormulas(f, one);
    case "schedule":
      return scheduleFormulas(made() as Elementary);
    case "optimizer":
      return optimizerFormulas(made() as Optimizer);
    case "transform":
      return formulasOfTransform(() => made() as Optimizer);
    case "initializer":
      return [];
  }
}

/** A transform may want others to work on: it has no formula of its own then. */
function formulasOfTransform(make: () => Optimizer): Formula[] {
  try {
    return optimizerFormulas(make());
  } catch {
    return [];
  }
}

function drawingOf(
  f: Elementary,
  { name, kind, signature }: Exported,
  settings: readonly unknown[],
): Drawing | undefined {
  const made = (given: readonly unknown[]): unknown => (f as (...given: readonly unknown[]) => unknown)(...given);
  switch (kind) {
    case "activation":
      return drawActivation(f, name);
    case "loss":
      return drawLoss(f, name);
    case "schedule":
      return drawSchedule(made(settings) as Schedule, settings);
    case "optimizer":
      return settings.length > 0
        ? drawOptimizer(made(settings) as Optimizer, " with the settings of the example")
        : drawOptimizer(made([{ rate: 0.1 }]) as Optimizer, " with a rate of 0.1");
    case "initializer":
      // One with options is a function that returns an initializer.
      return drawInitializer((signature.startsWith("function") ? made(settings) : f) as Initializer);
    case "metric":
    case "transform":
      return undefined;
  }
}

/** Signature, parameters with defaults, errors and papers, from the docstring. */
function reference(id: string, one: Exported): string {
  const name = one.imported === one.name ? one.name : `${one.imported}.${one.name}`;
  const items = one.parameters.map(({ name: parameter, type, fallback, text }) =>
    [`- \`${parameter}\`: \`${type}\``, fallback && `, default \`${fallback}\``, text && `. ${upper(text)}`].join(""),
  );
  return [
    `## Reference\n\n\`\`\`ts no-run\nimport { ${one.imported} } from "@chainrule/${id}";\n\n${one.signature}\n\`\`\``,
    name === one.name ? "" : `Used as \`${name}\`.`,
    withoutAccidentalLinks(one.text),
    items.join("\n"),
    one.returns ? `**Returns** ${one.returns}` : "",
    ...one.throws.map((text) => `**Throws** ${text}`),
    one.sources.length > 0 ? `## Source\n\n${one.sources.map((source) => `- ${linked(source)}`).join("\n")}` : "",
  ]
    .filter(Boolean)
    .join("\n\n");
}

const upper = (text: string): string => text.replaceAll("\n", " ").replace(/^[a-z]/, (letter) => letter.toUpperCase());

const linked = (source: string): string =>
  source.replace(/(.*?)\.?\s*(https?:\S+)/s, (_, words: string, url: string) => `[${words.trim()}](${url})`);
