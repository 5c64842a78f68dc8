import { refuse, ValueError } from "@chainrule/tensor";
import { layoutSheet } from "../layout/index.ts";
import { nested } from "../mark/judged.ts";
import type { Chain } from "../mark/chain.ts";
import type { Numbers } from "../mark/marking.ts";
import type { SheetJson } from "../sheet/json.ts";
import { readQuantity } from "../sheet/quantity.ts";
import { readSheet } from "../sheet/readSheet.ts";
import type { Written } from "../sheet/types.ts";
import { friendlyNet } from "./friendlyNet.ts";
import { plant, type Plant } from "./plant.ts";
import { quantitiesOf } from "./quantities.ts";
import { withRevealing } from "./revealed.ts";

export interface ExerciseOptions {
  /** A whole number: the same seed makes the same exercise everywhere. */
  readonly seed: number;
  /** Neurons of each layer, the inputs first; default 2-3-2. */
  readonly layers?: readonly number[];
  /** One for each layer of weights; default sigmoid, and at the end softmax where there are several outputs. */
  readonly activations?: readonly string[];
  /** By its name on a sheet; default `cce` after softmax, `bce` after sigmoid on one output, else `half_sq`. */
  readonly loss?: string;
  /** Default 1. */
  readonly examples?: number;
  /** Digits after the point, 2 to 10; default 4. */
  readonly decimals?: number;
  /** Quantities to leave blank, with those that would give them away; default all. */
  readonly blanks?: readonly string[];
}

/** An exercise: sheets of the same net. */
export interface Exercise {
  /** With question marks where numbers belong. */
  readonly sheet: SheetJson;
  /** With all numbers. */
  readonly key: SheetJson;
  /** Somebody's calculation with one mistake in it, from which everything else follows. */
  readonly planted: Plant;
}

/**
 * An exercise on a fresh net with friendly numbers.
 *
 * @throws ValueError for numbers and names out of range, SheetError for activations and losses that mean nothing to us
 */
export function makeExercise(options: ExerciseOptions): Exercise {
  const { seed, decimals = 4 } = options;
  const wanted = wantedOf(options);
  const { json, sheet, truth } = friendlyNet(seed, wanted);
  const { steps: laidOut } = layoutSheet(sheet);
  const titles = new Map(laidOut.map(({ id, title }) => [id, title]));
  const names = quantitiesOf(sheet);
  const written = (chain: Chain): SheetJson => ({
    ...json,
    steps: names.map((name) => ({
      id: name,
      quantity: name,
      layer: readQuantity(name)!.layer,
      label: titles.get(name) ?? "",
      printed: digitsOf(numbersOf(chain, name), decimals),
    })),
  });
  const key = written(truth);
  const blanks = options.blanks ?? names;
  const unknown = blanks.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    refuse(ValueError, "makeExercise", `blanks to be among ${names.join(", ")}`, unknown, "Name some of these.");
  }
  const blank = withRevealing(blanks, laidOut, wanted.examples);
  const steps = key.steps.map((step) => (blank.has(step.quantity) ? { ...step, printed: asked(step.printed) } : step));
  return {
    sheet: { ...key, steps },
    key,
    get planted() {
      return plant(seed, truth, names, (chain) => readSheet(written(chain)), written);
    },
  };
}

function wantedOf({ layers = [2, 3, 2], examples = 1, decimals = 4, ...rest }: ExerciseOptions) {
  const count = layers.length - 1;
  const isOne = layers.at(-1) === 1;
  const { activations = Array.from({ length: count }, (_, i) => (i === count - 1 && !isOne ? "softmax" : "sigmoid")) } =
    rest;
  const whole = (n: number, least: number, largest: number): boolean =>
    Number.isInteger(n) && n >= least && n <= largest;
  if (!layers.every((n) => whole(n, 1, 20)) || !whole(count, 1, 8)) {
    refuse(ValueError, "makeExercise", "2 to 9 layers of 1 to 20 neurons", layers.join("-"), "Try 2-3-2.");
  }
  if (!whole(examples, 1, 20)) refuse(ValueError, "makeExercise", "1 to 20 examples", examples, "Try 1.");
  if (!whole(decimals, 2, 10)) refuse(ValueError, "makeExercise", "2 to 10 decimals", decimals, "Try 4.");
  const lonely = activations.findIndex((name, i) => name === "softmax" && layers[i + 1] === 1);
  if (lonely >= 0) {
    const where = `softmax on the one neuron of layer ${lonely + 1}`;
    const why = "It would always give 1, and no gradient: take sigmoid, or more neurons.";
    refuse(ValueError, "makeExercise", "softmax on several neurons", where, why);
  }
  return { layers, activations, examples, loss: rest.loss ?? lossAfter(activations.at(-1)!, isOne) };
}

/** The loss that goes well with an output. */
function lossAfter(output: string, isOne: boolean): string {
  if (output === "softmax") return "cce";
  return output === "sigmoid" && isOne ? "bce" : "half_sq";
}

const numbersOf = (chain: Chain, name: string): Numbers =>
  readQuantity(name)!.family.startsWith("loss") && name !== "loss_terms"
    ? chain.value(name).low[0]!
    : rowsOf(nested(chain.value(name)), readQuantity(name)!.family);

/** What belongs to examples is written as rows, also for one example. */
function rowsOf(numbers: Numbers, family: string): Numbers {
  if (["b_new", "db"].includes(family)) return numbers;
  return Array.isArray(numbers) && !Array.isArray(numbers[0]) ? [numbers] : numbers;
}

const digitsOf = (numbers: Numbers, decimals: number): Written => {
  if (typeof numbers !== "number") return (numbers ?? []).map((entry) => digitsOf(entry, decimals));
  const text = numbers.toFixed(decimals);
  return Number(text) === 0 ? text.replace("-", "") : text;
};

const asked = (written: Written): Written => (typeof written === "string" ? "?" : written.map(asked));
