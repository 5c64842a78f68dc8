import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import type { Activation, Loss, Optimizer, Schedule } from "@chainrule/tensor";
import type { Layer } from "@chainrule/network";
import {
  activationChecks,
  type Check,
  type Kind,
  layerChecks,
  lossChecks,
  optimizerChecks,
  runChecks,
  scheduleChecks,
} from "./index.ts";

const usage = `Usage: chainrule-conformance <module> [--activation name] [--loss name[:predictions[:targets]]]
         [--optimizer name] [--transform name] [--schedule name] [--layer name[:inputs]]

Runs the checks of Chainrule on parts that a module exports, by name; each flag may come more than once.
An optimizer, a schedule or a layer is what the export is, or what it gives when called without arguments.
Predictions and targets: real (default), positive, probability, distribution; targets also sign, label.

  npx @chainrule/conformance ./dist/index.js --activation silu --loss brier:probability
`;

/** A module that cannot be read, or flags that make no sense. */
class UsageError extends Error {}

type Exports = Readonly<Record<string, unknown>>;

/** The checks that one flag asks for; `text` is what stands behind it. */
type Asked = (exports: Exports, text: string) => Check[];

function find<Part>(exports: Exports, name: string): Part {
  if (name in exports) return exports[name] as Part;
  throw new UsageError(
    `expected an export of the module, received ${name}. It has ${Object.keys(exports).join(", ")}.`,
  );
}

/** What an export is, or makes without arguments. */
function made<Part extends object>(exports: Exports, name: string, key: keyof Part): Part {
  const part = find<Part | (() => Part)>(exports, name);
  return key in part ? (part as Part) : (part as () => Part)();
}

const kinds: Readonly<Record<string, Asked>> = {
  activation: (exports, name) => activationChecks(name, find<Activation>(exports, name)),
  loss(exports, text) {
    const [name = "", prediction = "real", target = prediction] = text.split(":");
    const options = { prediction: prediction as Exclude<Kind, "sign" | "label">, target: target as Kind };
    return lossChecks(name, find<Loss>(exports, name), options);
  },
  optimizer: (exports, name) => optimizerChecks(name, made<Optimizer>(exports, name, "update")),
  transform: (exports, name) => optimizerChecks(name, made<Optimizer>(exports, name, "update"), { converges: false }),
  schedule: (exports, name) => scheduleChecks(name, find<Schedule>(exports, name)),
  layer(exports, text) {
    const [name = "", inputs = "6"] = text.split(":");
    return layerChecks(name, made<Layer>(exports, name, "apply"), { inputShape: inputs.split("x").map(Number) });
  },
};

async function main(args: readonly string[]): Promise<number> {
  const named = { type: "string", multiple: true } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { ...Object.fromEntries(Object.keys(kinds).map((kind) => [kind, named])), help: { type: "boolean" } },
    allowPositionals: true,
  }) as { values: { help?: boolean } & Readonly<Record<string, string[]>>; positionals: string[] };
  const [path] = positionals;
  if (values.help || path === undefined) {
    console.log(usage);
    return values.help ? 0 : 2;
  }
  const exports = (await import(pathToFileURL(resolve(path)).href)) as Exports;
  const checks = Object.entries(kinds).flatMap(([kind, asked]) =>
    (values[kind] ?? []).flatMap((text) => asked(exports, text)),
  );
  if (checks.length === 0) throw new UsageError("expected a part to check, received none. Add --activation name.");
  const outcomes = await runChecks(checks);
  for (const { name, error } of outcomes) console.log(error ? `✗ ${name}\n  ${error.message}` : `✓ ${name}`);
  const failed = outcomes.filter(({ error }) => error).length;
  console.log(`\n${outcomes.length - failed} kept, ${failed} broken`);
  return failed > 0 ? 1 : 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(`chainrule-conformance: ${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exitCode = 2;
}
