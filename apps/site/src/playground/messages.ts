import type { Kind, Labels } from "./data.ts";
import type { Settings } from "./settings.ts";

// What the page and the worker that trains tell each other.

export type Request =
  /** Where the digits are. */
  | { readonly type: "start"; readonly folder: string }
  | { readonly type: "file"; readonly file: File }
  /** Begins anew with these settings; where they cannot be, everything stays. */
  | { readonly type: "begin"; readonly settings: Settings }
  | { readonly type: "run" | "pause" | "step" | "save" }
  /** Steps a second; Infinity for as fast as it goes. */
  | { readonly type: "speed"; readonly speed: number }
  /** A drawn digit, 28 × 28 from 0 to 255; undefined for an empty sheet. */
  | { readonly type: "digit"; readonly pixels: Float32Array | undefined }
  /** The page has drawn what it got, and can take more. */
  | { readonly type: "drawn" };

/** A file that was read. */
export interface TableFacts {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: number;
}

/** What holds for a whole run. */
export interface RunFacts {
  readonly settings: Settings;
  readonly kind: Kind;
  readonly labels: Labels;
  readonly features: readonly string[];
  readonly target: string;
  /** What was taken where the settings leave it open. */
  readonly output: string;
  readonly loss: string;
  /** Losses that take such predictions and targets. */
  readonly losses: readonly string[];
  readonly metric: string;
  readonly mode: string;
  readonly inputs: number;
  readonly outputs: number;
  readonly parameters: number;
  readonly trainRows: number;
  readonly heldOutRows: number;
  readonly stepsPerEpoch: number;
  readonly plane: Plane | undefined;
}

/** Points of two number columns, and the corner points of what is drawn. */
export interface Plane {
  readonly names: readonly [string, string];
  readonly left: number;
  readonly right: number;
  readonly low: number;
  readonly high: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** The place of the label, or the number of the target. */
  readonly value: Float64Array;
  readonly isHeldOut: Uint8Array;
  /** How many points there are, of which the first ones are drawn. */
  readonly all: number;
}

/** What the net says all over the plane, row by row from the top. */
export interface Picture {
  readonly side: number;
  /** The place of the predicted label, or the predicted number. */
  readonly value: Float64Array;
  /** The probability of that label; 1 for numbers. */
  readonly sure: Float64Array;
}

export type Point = readonly [x: number, y: number];

/** Curves over the epochs. */
export interface Curves {
  readonly steps: readonly Point[];
  readonly training: readonly Point[];
  readonly heldOut: readonly Point[];
  readonly metric: readonly Point[];
  readonly heldOutMetric: readonly Point[];
}

export interface Layer {
  readonly name: string;
  readonly shape: readonly [inputs: number, units: number];
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
}

export interface Gradient {
  readonly name: string;
  readonly norm: number;
  readonly relative: number;
  readonly zeros: number;
}

export interface Answer {
  readonly question: string;
  readonly lines: readonly string[];
}

/** How a run stands. Parts that take longer come now and then, or later: the page keeps the last ones. */
export interface Frame {
  readonly state: "running" | "paused" | "done" | "failed";
  readonly step: number;
  readonly epoch: number;
  /** Of the last batch. */
  readonly loss: number | undefined;
  /** Of the last epoch. */
  readonly measured:
    | { readonly loss: number; readonly metric: number; readonly heldOut: number; readonly heldOutMetric: number }
    | undefined;
  readonly curves: Curves;
  readonly layers?: readonly Layer[];
  readonly picture?: Picture | undefined;
  readonly gradients?: readonly Gradient[];
  readonly answers?: readonly Answer[];
  /** Of a drawn digit: the probability of each. */
  readonly guess?: readonly number[] | undefined;
}

export type Reply =
  | { readonly type: "table"; readonly table: TableFacts }
  | { readonly type: "begun"; readonly facts: RunFacts }
  /** The first of a run is whole but for what takes longer. */
  | { readonly type: "frame"; readonly frame: Partial<Frame> }
  /** Of a drawn digit: the probability of each. */
  | { readonly type: "guess"; readonly guess: readonly number[] | undefined }
  | { readonly type: "model"; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly type: "problem"; readonly message: string };
