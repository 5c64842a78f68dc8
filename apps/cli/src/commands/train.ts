import { resolve } from "node:path";
import {
  columnOf,
  fitPreparation,
  type Missing,
  prepare,
  selectRows,
  split,
  type TargetKind,
  targetKind,
} from "@chainrule/data";
import { sequential, summary, train as trainNetwork } from "@chainrule/network";
import { requireWritable, saveFile } from "@chainrule/network/node";
import { usage } from "../failure.ts";
import { readTable } from "../files.ts";
import { hearInterrupts } from "../interrupts.ts";
import { requireKnownCategories } from "../known.ts";
import { hiddenLayers, lossOf, optimizerOf } from "../parts.ts";
import { measure, taskOf } from "../task.ts";
import { confusionTable, curve, measuredTable, progressBar, say } from "../terminal.ts";

export interface TrainFlags {
  target: string;
  hidden: string;
  activation: string;
  loss?: string;
  epochs: number;
  batch: number;
  threads: number;
  optimizer: string;
  rate?: number;
  seed: number;
  out: string;
  kind?: TargetKind;
  positive?: string;
  drop?: readonly string[];
  categories?: readonly string[];
  missing: Missing;
  json?: boolean;
}

export async function train(csv: string, flags: TrainFlags): Promise<void> {
  const { target, seed, positive, missing, drop = [], categories } = flags;
  const interrupts = hearInterrupts(flags.json ?? false);
  const table = await readTable(csv);
  const hidden = await hiddenLayers(flags.hidden, flags.activation);
  const optimizer = await optimizerOf(flags.optimizer, flags.rate);
  if (flags.out === "-") {
    throw usage("--out: expected a file, received -. Name one: /dev/stdout is stdout, ./- a file of that name.");
  }
  if (resolve(flags.out) === resolve(csv)) {
    throw usage(`--out: expected another file than the table, received ${flags.out}. The model would take its place.`);
  }
  await requireWritable(flags.out);

  const kind = flags.kind ?? (positive === undefined ? targetKind(table, target) : "boolean");
  const stratify = kind === "number" ? undefined : columnOf(table, target);
  const parts = split(table.rows.length, { seed, ...(stratify && { stratify }) });
  for (const column of drop) columnOf(table, column); // throws if there is none
  // Whatever is learned from data is learned from the training part alone.
  const trainTable = selectRows(table, parts.train);
  const preparation = fitPreparation(trainTable, {
    target,
    kind,
    missing,
    features: table.columns.filter((column) => column !== target && !drop.includes(column)),
    categories,
    ...(positive !== undefined && { positive }),
  });
  const heldOutTable = selectRows(table, parts.heldOut);
  requireKnownCategories(preparation, trainTable, heldOutTable);
  const [trainData, heldOut] = [trainTable, heldOutTable].map((part) =>
    prepare(preparation, part, { needTarget: true }),
  );
  const { output, loss: usual, metrics } = taskOf(preparation);
  const loss = flags.loss === undefined ? usual : await lossOf(flags.loss);
  const net = sequential([...hidden, output]);
  net.preprocessing = preparation;

  const signal = await interrupts.fromHere();
  const { epochs, batch: batchSize, threads } = flags;
  const bar = progressBar();
  const run = trainNetwork(net, trainData!, {
    loss,
    optimizer,
    metrics,
    epochs,
    batchSize,
    seed,
    threads,
    signal,
    callbacks: flags.json ? [] : [bar.callback],
  });
  for await (const { step, finished } of run) {
    if (!finished || !flags.json) continue;
    const { epoch, loss: mean, metrics: means } = finished;
    print({ event: "epoch", epoch, step, loss: mean, metrics: means });
  }
  bar.done();
  // Before all else: what was trained is not lost whatever comes.
  await saveFile(flags.out, net);
  interrupts.end();

  const measured = {
    train: measure(net, preparation, trainData!, loss),
    heldOut: measure(net, preparation, heldOut!, loss),
  };
  const history = await run.finished;
  if (flags.json) {
    const done = Object.entries(measured).map(([part, { loss: value, metrics: of }]) => [part, { loss: value, ...of }]);
    print({
      event: "done",
      end: history.end,
      steps: history.steps,
      model: flags.out,
      metrics: Object.fromEntries(done) as object,
    });
    return;
  }
  say(`\n${summary(net)}\n`);
  const losses = history.epochs.map((epoch) => epoch.loss);
  // There is none yet when ctrl-C came in the first epoch.
  if (losses.length > 0) say(`${curve("Loss by epoch", losses)}\n`);
  say(`${measuredTable({ training: measured.train, "held out": measured.heldOut })}`);
  if (measured.heldOut.confusion) say(`\nHeld out:\n${confusionTable(measured.heldOut.confusion)}`);
  say(`\n${history.end === "stopped" ? "Stopped early. " : ""}Saved as ${flags.out}.`);
}

const print = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
