// Predicts a number: how far a car goes on a gallon, from a table with numbers and a category.
import { relu } from "@chainrule/activations";
import { decodePredictions, fitPreparation, parseCsv, prepare, selectRows, split } from "@chainrule/data";
import { meanSquaredError } from "@chainrule/losses";
import { dense, evaluate, predict, r2, sequential, summary, train } from "@chainrule/network";
import { adam } from "@chainrule/optimizers";
import { readFileSync } from "node:fs";

const table = parseCsv(readFileSync(new URL("data/cars.csv", import.meta.url), "utf8"));
const rows = split(table.rows.length, { seed: 7 });
const [known, others] = [selectRows(table, rows.train), selectRows(table, rows.heldOut)];
const preparation = fitPreparation(known, { target: "mpg" });
const heldOut = prepare(preparation, others, { needTarget: true });

const net = sequential([dense(16, relu), dense(1)]);
const options = { loss: meanSquaredError, optimizer: adam({ rate: 0.01 }), epochs: 60, seed: 7 };
await train(net, prepare(preparation, known, { needTarget: true }), options).finished;
const { rows: count, metrics } = evaluate(net, heldOut, { loss: meanSquaredError, metrics: { r2 } });
console.log(count, Number(metrics["r2"]) > 0.8); // → 78 true
const [first] = decodePredictions(preparation, predict(net, heldOut.inputs));
console.log(others.rows[0]?.[0], Math.round(Number(first?.prediction))); // → 18 16
console.log(summary(net)); // → input           [rows, 9]
// → layer 1  dense  [rows, 16]  1.kernel [9, 16]  1.bias [16]
// → layer 2  dense  [rows, 1]   2.kernel [16, 1]  2.bias [1]
// → 177 parameters, float32
