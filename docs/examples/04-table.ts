// Trains on a table whose classes are words, measures on rows held out, and predicts in the table's own words.
import { softmax, tanh } from "@chainrule/activations";
import { columnOf, decodePredictions, fitPreparation, parseCsv, prepare, selectRows, split } from "@chainrule/data";
import { categoricalCrossentropy } from "@chainrule/losses";
import { accuracy, dense, evaluate, predict, sequential, train } from "@chainrule/network";
import { adam } from "@chainrule/optimizers";
import { readFileSync } from "node:fs";

const read = (name: string) => parseCsv(readFileSync(new URL(`data/${name}`, import.meta.url), "utf8"));
const table = read("iris.csv");
const rows = split(table.rows.length, { seed: 7, stratify: columnOf(table, "species") });
const preparation = fitPreparation(selectRows(table, rows.train), { target: "species" });
const [training, heldOut] = [rows.train, rows.heldOut].map((part) =>
  prepare(preparation, selectRows(table, part), { needTarget: true }),
);

const net = sequential([dense(16, tanh), dense(16, tanh), dense(3, softmax)]);
const loss = categoricalCrossentropy;
await train(net, training!, { loss, optimizer: adam({ rate: 0.01 }), epochs: 50, batchSize: 16, seed: 7 }).finished;
const { metrics } = evaluate(net, heldOut!, { loss, metrics: { accuracy } });
console.log(Number(metrics["accuracy"]) > 0.9); // → true
const flowers = predict(net, prepare(preparation, read("iris-new.csv")).inputs);
console.log(decodePredictions(preparation, flowers)[0]?.prediction); // → setosa
