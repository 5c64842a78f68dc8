import { readFileSync } from "node:fs";
import { sigmoid, softmax, tanh } from "@chainrule/activations";
import { fitPreparation, parseCsv, prepare, targetKind } from "@chainrule/data";
import { categoricalCrossentropy } from "@chainrule/losses";
import { dense, dropout, load, loadCheckpoint, predict, save, sequential, train } from "@chainrule/network";
import { adam } from "@chainrule/optimizers";
import { decode } from "@chainrule/safetensors";
import { normal, randomKey, zeros } from "@chainrule/tensor";
import { layoutSheet, markSheet, readSheetText } from "@chainrule/worksheet";
import { mutateBytes, mutateJson, mutateText } from "./mutate.ts";
import type { Random } from "./random.ts";

/** Something that reads files of others. */
export interface Target {
  readonly name: string;
  /** A file that is damaged, or never was one. */
  make(random: Random): Uint8Array | string;
  /** Reads it; only a typed error may come out. */
  read(file: Uint8Array | string): void;
}

const root = new URL("../../../", import.meta.url);
const text = (path: string): string => readFileSync(new URL(path, root), "utf8");

/** A small trained network, and the state of its training. */
async function files(): Promise<{ model: Uint8Array; checkpoint: Uint8Array }> {
  const net = sequential([dense(4, tanh), dropout(0.2), dense(4, sigmoid), dense(3, softmax)]);
  const inputs = normal(randomKey(1), [12, 3]);
  const targets = softmax(normal(randomKey(2), [12, 3]));
  const run = train(
    net,
    { inputs, targets },
    { loss: categoricalCrossentropy, optimizer: adam(), epochs: 2, batchSize: 5 },
  );
  await run.finished;
  return { model: save(net), checkpoint: save(run.state) };
}

/** A safetensors file with something strange in its header, and in the JSON that this holds as text. */
function mutateHeader(file: Uint8Array, random: Random): Uint8Array {
  const length = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length))) as Record<string, unknown>;
  const metadata = (header["__metadata__"] ?? {}) as Record<string, string>;
  const inner = Object.keys(metadata).filter((key) => /^[[{]/.test(metadata[key]!));
  let changed: unknown = header;
  if (inner.length > 0 && random.below(4) > 0) {
    const key = random.pick(inner);
    metadata[key] = JSON.stringify(mutateJson(JSON.parse(metadata[key]!), random));
  } else changed = mutateJson(header, random);
  const bytes = new TextEncoder().encode(JSON.stringify(changed));
  const result = new Uint8Array(8 + bytes.length + file.length - 8 - length);
  new DataView(result.buffer).setBigUint64(0, BigInt(bytes.length), true);
  result.set(bytes, 8);
  result.set(file.subarray(8 + length), 8 + bytes.length);
  return result;
}

const damagedFile = (file: Uint8Array, random: Random): Uint8Array =>
  random.below(3) === 0 ? mutateBytes(file, random) : mutateHeader(file, random);

const noise = (random: Random): Uint8Array => Uint8Array.from({ length: random.below(400) }, () => random.below(256));

export async function targets(): Promise<Target[]> {
  const { model, checkpoint } = await files();
  const tables = ["iris", "cars", "penguins"].map((name) =>
    text(`docs/examples/data/${name}.csv`).split("\n").slice(0, 60).join("\n"),
  );
  const sheets = ["packages/worksheet/fixtures/example-sheet.json", "apps/cli/data/article.json"].map(text);
  const damagedSheet = (random: Random): string => {
    const sheet = random.pick(sheets);
    return random.below(4) === 0 ? mutateText(sheet, random) : JSON.stringify(mutateJson(JSON.parse(sheet), random));
  };
  return [
    {
      name: "model",
      make: (random) => damagedFile(model, random),
      read(file) {
        const net = load(file as Uint8Array);
        predict(net, zeros([2, ...net.memory!.inputShape], { dtype: net.memory!.dtype }));
      },
    },
    {
      name: "checkpoint",
      make: (random) => damagedFile(checkpoint, random),
      read: (file) => void loadCheckpoint(file as Uint8Array),
    },
    {
      name: "safetensors",
      make: (random) => (random.below(4) === 0 ? noise(random) : damagedFile(model, random)),
      read: (file) => void decode(file as Uint8Array),
    },
    {
      name: "csv",
      make: (random) => mutateText(random.pick(tables), random),
      read(file) {
        const table = parseCsv(file as string);
        const target = table.columns.at(-1)!;
        const kind = targetKind(table, target);
        prepare(fitPreparation(table, { target, kind, missing: "mean" }), table, { needTarget: true });
      },
    },
    { name: "sheet", make: damagedSheet, read: (file) => void readSheetText(file as string) },
    {
      name: "marking",
      make: damagedSheet,
      read(file) {
        const sheet = readSheetText(file as string);
        markSheet(sheet);
        layoutSheet(sheet);
      },
    },
  ];
}
