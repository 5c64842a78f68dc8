import { SheetError } from "./error.ts";
import { readDecimal } from "./decimal.ts";
import type { Fields } from "./fields.ts";

/** What the fields of a net are often called elsewhere. */
const otherNames: Readonly<Record<string, string>> = {
  lr: "learning_rate",
  rate: "learning_rate",
  eta: "learning_rate",
  dropout: "masks",
  dropoutmask: "masks",
  dropoutrate: "masks",
  mask: "masks",
  clip: "clip_global_norm",
  clipnorm: "clip_global_norm",
  l1: "regularizer",
  l2: "regularizer",
  regularization: "regularizer",
  weightdecay: "regularizer",
  momentum: "optimizer",
  bias: "biases",
  inputs: "input",
  targets: "target",
  activation: "activations",
  lossfunction: "loss",
};

/** ` Did you mean z1?` for Z1, learningrate, lr; empty where nothing is like it. */
export function didYouMean(name: string, known: readonly string[]): string {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z\d]/g, "");
  const own = plain(name);
  const other = otherNames[own] ?? otherNames[own.replace(/\d+$/, "")];
  const meant = known.find((one) => plain(one) === own) ?? known.find((one) => one === other);
  return meant === undefined ? "" : ` Did you mean ${meant}?`;
}

/** A number that means nothing to us would be left out of the calculation without a word; a comment may stay. */
export function refuseOthers(where: string, fields: Fields, known: readonly string[]): void {
  const isComment = (value: unknown): boolean => typeof value === "string" && readDecimal(value) === undefined;
  const other = Object.keys(fields).find((name) => !known.includes(name) && !isComment(fields[name]));
  if (other !== undefined) refuse(where, other, known);
}

export function refuse(where: string, name: string, known: readonly string[]): never {
  throw new SheetError(
    `readSheet: expected ${where} to have ${known.join(", ")}, received ${name}.` +
      `${didYouMean(name, known)} Correct it, or leave it out: it would change nothing.`,
  );
}
