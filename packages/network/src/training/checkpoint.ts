import type { Mode } from "@chainrule/compiler/wasm";
import type { Parameters } from "@chainrule/tensor";
import type { Memory } from "../layers/layer.ts";
import type { AnyLearned } from "../network.ts";
import type { Graphs, Names } from "./graphs.ts";
import type { EarlyStopping, EpochRecord, Reduction } from "./options.ts";

/** What was decided before the first step. Plain JSON. */
export interface Settings {
  /** How numbers are rounded. A run never changes it. */
  readonly mode: Mode;
  readonly epochs: number;
  readonly batchSize: number;
  readonly seed: number;
  readonly shuffle: boolean;
  readonly reduction: Reduction;
  readonly earlyStopping: EarlyStopping | undefined;
  /** Whether a solver takes the steps, which `resume` has to be given again. */
  readonly solver: boolean;
  readonly allowNonFinite: boolean;
  /** Number of training examples: the order of the data depends on it. */
  readonly rows: number;
  /** Number of validation examples; 0 without. */
  readonly validation: number;
  /** Whether these were taken from the examples, by the seed. */
  readonly split: boolean;
}

/** How far a run has come. Plain JSON. */
export interface Progress {
  /** Steps done. */
  readonly step: number;
  /** Epochs done. */
  readonly epoch: number;
  /** Examples seen in the current epoch. */
  readonly seen: number;
  /** Of its loss over these, and of that of each output where there are several. */
  readonly sums: readonly number[];
  readonly history: readonly EpochRecord[];
  /** The best epoch so far, where early stopping looks for one. */
  readonly best: { readonly loss: number; readonly epoch: number } | undefined;
}

/**
 * A training at a moment between two steps: one plain object with all that its future depends on but the data.
 * `save` writes it, `resume` goes on from it with the same bits as if it had never stopped, without the code
 * of the loss, the optimizer and the layers: it holds their expressions.
 */
export interface Checkpoint {
  readonly settings: Settings;
  readonly progress: Progress;
  readonly names: Names;
  readonly graphs: Graphs;
  readonly learned: AnyLearned;
  readonly optimizer: Parameters;
  /** The weights of the best epoch. */
  readonly best: Memory | undefined;
  readonly preprocessing: unknown;
}
