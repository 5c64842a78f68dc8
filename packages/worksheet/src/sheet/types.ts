import type { Activation } from "@chainrule/tensor";
import type { Quantity } from "./quantity.ts";

/** A calculation of one training step as somebody wrote it. */
export interface Sheet {
  readonly id: string;
  readonly title: string;
  readonly author: string | undefined;
  /** How the writer says to have rounded and carried on. */
  readonly says: string | undefined;
  readonly net: SheetNet;
  /** What the sheet leaves open, and how it is read, in sentences. */
  readonly assumed: readonly string[];
  /** In the order of the calculation. */
  readonly steps: readonly SheetStep[];
}

/** Rows of numbers. */
export type Matrix = readonly (readonly number[])[];

/** The net that a sheet describes. Layers are counted from 1; index 0 of a list belongs to layer 1. */
export interface SheetNet {
  /** Neurons, the inputs first: one more than there are layers of weights. */
  readonly sizes: readonly number[];
  readonly activations: readonly NamedActivation[];
  /** `[examples][inputs]` */
  readonly input: Matrix;
  /** `[examples][outputs]` */
  readonly target: Matrix;
  /** `[layer][neuron before][neuron]` */
  readonly weights: readonly Matrix[];
  /** `[layer][neuron]` */
  readonly biases: Matrix;
  /** Canonical name, see `lossOf`. */
  readonly loss: string;
  /** The loss as the sheet writes it out, where it does. */
  readonly lossFormula: string | undefined;
  /** Over the examples. */
  readonly batch: "mean" | "sum";
  readonly rate: number;
  readonly updateBiases: boolean;
  /** The largest length of all gradients together: longer ones are shortened before the optimizer sees them. */
  readonly clipGlobalNorm: number | undefined;
  readonly optimizer: { readonly name: string; readonly options: Readonly<Record<string, unknown>> };
  readonly regularizer: { readonly name: string; readonly strength: number } | undefined;
  /** Dropout: what each activation is multiplied by, `[examples][neurons]`, for the layers that have it. */
  readonly masks: ReadonlyMap<number, Matrix>;
  /** The optimizer's memory at the start, by canonical name (`m_W2`), and `step`: how many steps were taken before. */
  readonly state: ReadonlyMap<string, Matrix>;
  readonly stepsBefore: number;
}

export interface NamedActivation {
  /** As the library spells it. */
  readonly name: string;
  readonly apply: Activation;
  /** Whether an output depends on other inputs of its row, as in softmax. */
  readonly couples: boolean;
}

/** Numbers as written: one, a list, rows, or one matrix for each example. A blank is an empty string. */
export type Written = string | readonly Written[];

export type StepKind = "given" | "result" | "expression" | "edit" | "restatement";

export interface SheetStep {
  readonly id: string;
  /** What is computed; undefined where the name means nothing to us. */
  readonly quantity: Quantity | undefined;
  /** What a step that repeats several quantities repeats; empty for one. */
  readonly parts: readonly (Quantity | undefined)[];
  /** The name as it stands on the sheet. */
  readonly name: string;
  readonly label: string;
  readonly kind: StepKind;
  /** Undefined where nothing, or nothing that is a table of numbers, is written. */
  readonly printed: Written | undefined;
  /** Terms with the numbers put in, such as "0.1 - (0.01 * -0.5531)"; cells as in `printed`. */
  readonly expression: Written | undefined;
  /** The numbers that the writer says to have used. */
  readonly operands: readonly Operand[];
  /** What an edit puts aside. */
  readonly replaces: Written | undefined;
}

export interface Operand {
  readonly quantity: Quantity | undefined;
  readonly name: string;
  readonly printed: Written;
}
