import type { Matrix } from "./arrays.ts";
import type { Pen } from "./digits.ts";

/** The net of a sheet; layers are counted from 1, and index 0 of a list belongs to layer 1. */
export interface Net {
  readonly sizes: readonly number[];
  readonly activations: readonly string[];
  readonly leakySlope: number | undefined;
  readonly x: Matrix;
  readonly y: Matrix;
  readonly weights: readonly Matrix[];
  readonly biases: Matrix;
  readonly loss: string;
  readonly batch: "mean" | "sum";
  readonly rate: number;
  readonly updateBiases: boolean;
  readonly optimizer: string;
  readonly options: Readonly<Record<string, number>>;
  readonly regularizer: { readonly name: "l1" | "l2"; readonly strength: number } | undefined;
  readonly masks: Readonly<Record<string, Matrix>>;
  /** `m_W1`, …: the optimizer's memory at the start. */
  readonly state: Readonly<Record<string, Matrix>>;
  readonly stepsBefore: number;
}

/** How somebody goes about the calculation; each of these ways is right. */
export interface Hand extends Pen {
  /** Goes on with the digits written, or with all that the calculator holds. */
  readonly carry: "written" | "full";
  /** The slope from the activation's value, a(1 − a), or from its argument. */
  readonly slopeFrom: "a" | "z";
  /** delta of the last layer as a − y, where that is so. */
  readonly directDelta: boolean;
  /** The slopes of softmax as a square, or only its diagonal shown. */
  readonly jacobian: "square" | "diagonal";
  /** Optional steps left out. */
  readonly leavesOut: ReadonlySet<string>;
  /** New weights of a layer as soon as its gradients are there. */
  readonly updatesEarly: boolean;
  readonly biasFirst: boolean;
  readonly inputGradient: boolean;
  readonly lossAfter: boolean;
  readonly says: boolean;
}
