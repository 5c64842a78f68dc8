import { refuse, ValueError } from "@chainrule/tensor";
import { styleOf } from "../mark/digits.ts";
import { Page } from "../mark/page.ts";
import type { Chain } from "../mark/chain.ts";
import type { SheetJson } from "../sheet/json.ts";
import { readSheet } from "../sheet/readSheet.ts";
import type { Sheet } from "../sheet/types.ts";
import { Draws } from "./draws.ts";

export interface NetWanted {
  /** Neurons of each layer, the inputs first. */
  readonly layers: readonly number[];
  /** One for each layer of weights, by its name on a sheet. */
  readonly activations: readonly string[];
  /** By its name on a sheet. */
  readonly loss: string;
  readonly examples: number;
}

/** Attempts before we take what there is: hardly any net needs more than ten. */
const most = 200;

/**
 * A net that is pleasant to calculate with: short numbers, pre-activations near zero and none of them at a corner, more
 * than half of the slopes not 0, no neuron dead for all of several examples, gradients with digits to show, and not the
 * same target for all examples.
 *
 * @throws SheetError for activations and losses that mean nothing to us, ValueError where no numbers give a finite loss
 */
export function friendlyNet(seed: number, wanted: NetWanted): { json: SheetJson; sheet: Sheet; truth: Chain } {
  const draws = new Draws(seed);
  let usable: ReturnType<typeof friendlyNet> | undefined;
  for (let attempt = 0; attempt < most; attempt++) {
    const json = drawn(draws, seed, wanted);
    const sheet = readSheet(json);
    const { truth } = new Page(sheet.net, styleOf([]));
    if (!isFinite(truth)) continue;
    if (isFriendly(truth) && isVaried(sheet)) return { json, sheet, truth };
    usable ??= { json, sheet, truth };
  }
  const { activations, loss } = wanted;
  return (
    usable ??
    refuse(
      ValueError,
      "makeExercise",
      `a loss that is finite for what ${activations.at(-1)} gives`,
      loss,
      "Take half_sq, or an output of softmax or sigmoid.",
    )
  );
}

function drawn(draws: Draws, seed: number, { layers, activations, loss, examples }: NetWanted): SheetJson {
  const tenths = (size: number): string => ((draws.below(2) === 0 ? 1 : -1) * (1 + draws.below(size))).toString();
  const tenth = (text: string): string => (Number(text) / 10).toFixed(1);
  const table = (rows: number, columns: number, number: () => string): string[][] =>
    Array.from({ length: rows }, () => Array.from({ length: columns }, number));
  const numbered = layers.slice(1).map((width, i) => ({ name: i + 1, before: layers[i]!, width }));
  const title = `${layers.join("-")}, ${activations.join(", ")}, ${loss}, seed ${seed}`;
  return {
    format: "worked-example/1",
    id: `exercise-${seed}`,
    title,
    network: {
      layers,
      activations,
      input: table(examples, layers[0]!, () => tenth(tenths(15))),
      target: targets(draws, { layers, activations, examples }),
      weights: Object.fromEntries(
        numbered.map(({ name, before, width }) => [`W${name}`, table(before, width, () => tenth(tenths(9)))]),
      ),
      biases: Object.fromEntries(
        numbered.map(({ name, width }) => [`b${name}`, table(1, width, () => tenth(tenths(5)))[0]!]),
      ),
      loss: { name: loss, batch: "mean" },
      learning_rate: ["0.1", "0.2", "0.5"][draws.below(3)]!,
    },
    steps: [],
  };
}

/** One class of several for softmax, 0 or 1 for sigmoid, else a short number. */
function targets(draws: Draws, { layers, activations, examples }: Omit<NetWanted, "loss">): string[][] {
  const width = layers.at(-1)!;
  const output = activations.at(-1);
  return Array.from({ length: examples }, () => {
    const chosen = draws.below(width);
    return Array.from({ length: width }, (_, i) => {
      if (output === "softmax") return i === chosen ? "1" : "0";
      return output === "sigmoid" ? String(draws.below(2)) : (draws.below(11) / 10).toFixed(1);
    });
  });
}

const layersOf = (truth: Chain): number[] => truth.net.activations.map((_, i) => i + 1);

const isFinite = (truth: Chain): boolean =>
  [...layersOf(truth).map((layer) => `W${layer}_new`), "loss", "loss_after"].every((name) =>
    truth.value(name).low.every(Number.isFinite),
  );

function isFriendly(truth: Chain): boolean {
  const rows = truth.net.input.length;
  return layersOf(truth).every((layer) => {
    const [z, slopes, gradient] = [`z${layer}`, `da_dz${layer}`, `dW${layer}`].map((name) => truth.value(name).low);
    return (
      z!.every((value) => Math.abs(value) >= 0.05 && Math.abs(value) <= 4) &&
      isAlive(slopes!, z!.length / rows) &&
      gradient!.some((slope) => Math.abs(slope) >= 0.01)
    );
  });
}

/** Whether most of a layer passes gradients on; a Jacobian counts cell by cell. */
function isAlive(slopes: Float64Array, width: number): boolean {
  const live = Array.from(slopes.keys()).filter((i) => slopes[i] !== 0);
  const isSeen = live.length * 2 > slopes.length;
  return isSeen && (slopes.length === width || new Set(live.map((i) => i % width)).size === width);
}

const isVaried = ({ net: { target } }: Sheet): boolean =>
  target.length === 1 || new Set(target.map((row) => Array.from(row).join())).size > 1;
