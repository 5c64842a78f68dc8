import { relu, softmax } from "@chainrule/activations";
import { categoricalCrossentropy } from "@chainrule/losses";
import { dense, sequential } from "@chainrule/network";
import { sgd } from "@chainrule/optimizers";
import { normal, randomKey } from "@chainrule/tensor";

/** What trains it, beside the batches. */
export const options = { loss: categoricalCrossentropy, optimizer: sgd({ rate: 0.01 }) };

/** Random examples of ten classes. */
export const examplesOf = (width: number, rows: number) => ({
  inputs: normal(randomKey(1), [rows, width]),
  targets: softmax(normal(randomKey(2), [rows, 10])),
});

/** A new network for them, with hidden layers of so many units. */
export const classifier = (units: readonly number[]) =>
  sequential([...units.map((each) => dense(each, relu)), dense(10, softmax)]);
