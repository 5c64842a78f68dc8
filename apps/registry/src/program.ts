/** A program as a user would write it: learns exclusive or, saves, loads, and says whether it has learned. */
export const program = `
import { sigmoid, tanh } from "@chainrule/activations";
import { binaryCrossentropy } from "@chainrule/losses";
import { dense, load, predict, save, sequential, train } from "@chainrule/network";
import { adam } from "@chainrule/optimizers";

const inputs = [[0, 0], [0, 1], [1, 0], [1, 1]];
const net = sequential([dense(8, tanh), dense(1, sigmoid)]);
const options = { loss: binaryCrossentropy, optimizer: adam({ rate: 0.05 }), epochs: 200, seed: 7 };
const { steps } = await train(net, { inputs, targets: [[0], [1], [1], [0]] }, options).finished;
const found = predict(load(save(net)), inputs).toTypedArray();
console.log(steps, Array.from(found, (p) => Math.round(p)).join());
`;

/** What it prints. */
export const printed = "200 0,1,1,0";
