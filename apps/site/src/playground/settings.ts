import { type Options, partOf, parts } from "./parts.ts";

// Everything that decides a run, in one plain object: what a link holds, and what the code for Node is written from.

/** A hidden layer. */
export interface LayerSetting {
  readonly units: number;
  readonly activation: string;
}

/** Numbers for the options of an optimizer or a schedule; what is not in it has its default. */
export type OptionValues = Readonly<Record<string, number | readonly number[]>>;

export interface Settings {
  /** One of `sets`, "digits", or "table" for one's own. */
  readonly data: string;
  /** Of a made set. */
  readonly rows: number;
  readonly noise: number;
  /** Of one's own table: the column to predict, those to predict it from (none: all others), and what it is. */
  readonly target: string;
  readonly features: readonly string[];
  readonly kind: "" | "number" | "classes";
  readonly fillMissing: boolean;
  readonly heldOut: number;
  readonly hidden: readonly LayerSetting[];
  /** The share of the units of each hidden layer that is left out of a step; 0 for none. */
  readonly dropout: number;
  /** Of the last layer, and the loss: "" for what suits the target. */
  readonly output: string;
  readonly loss: string;
  readonly optimizer: string;
  readonly rate: number;
  readonly optimizerOptions: OptionValues;
  /** "" for a rate that stays. */
  readonly schedule: string;
  readonly scheduleOptions: OptionValues;
  /** The schedule that takes over after `nextAt` steps, counted from there; "" for none. */
  readonly next: string;
  readonly nextAt: number;
  readonly nextRate: number;
  readonly nextOptions: OptionValues;
  readonly regularizer: "" | "l1" | "l2";
  readonly strength: number;
  readonly batchSize: number;
  readonly epochs: number;
  readonly seed: number;
}

/** Sets that the data package makes. */
export const sets = ["circles", "xor", "gauss", "spiral"] as const;

export interface Range {
  readonly label: string;
  readonly least: number;
  readonly most: number;
  readonly isWhole: boolean;
}

/** What numbers may be: more would take a browser too long. */
export const ranges = {
  rows: { label: "Points", least: 10, most: 5000, isWhole: true },
  noise: { label: "Noise", least: 0, most: 2, isWhole: false },
  heldOut: { label: "Held out", least: 0.01, most: 0.9, isWhole: false },
  units: { label: "Units", least: 1, most: 1024, isWhole: true },
  dropout: { label: "Dropout", least: 0, most: 0.95, isWhole: false },
  rate: { label: "Rate", least: 0, most: 1e6, isWhole: false },
  nextAt: { label: "After steps", least: 1, most: 1e9, isWhole: true },
  nextRate: { label: "Its rate", least: 0, most: 1e6, isWhole: false },
  strength: { label: "Strength", least: 0, most: 1000, isWhole: false },
  batchSize: { label: "Batch size", least: 1, most: 10_000, isWhole: true },
  epochs: { label: "Epochs", least: 1, most: 100_000, isWhole: true },
  seed: { label: "Seed", least: 0, most: 2 ** 31 - 1, isWhole: true },
} as const satisfies Readonly<Record<string, Range>>;

export const mostLayers = 8;

/** What is wrong with a number, or "". */
export function faultOf({ label, least, most, isWhole }: Range, value: unknown): string {
  const isFit = typeof value === "number" && value >= least && value <= most && (!isWhole || Number.isInteger(value));
  if (isFit) return "";
  return `${label}: expected ${isWhole ? "a whole number" : "a number"} from ${least} to ${most}, received ${String(value)}.`;
}

export const start: Settings = {
  data: "spiral",
  rows: 400,
  noise: 0.03,
  target: "",
  features: [],
  kind: "",
  fillMissing: false,
  heldOut: 0.2,
  hidden: [
    { units: 16, activation: "tanh" },
    { units: 16, activation: "tanh" },
  ],
  dropout: 0,
  output: "",
  loss: "",
  optimizer: "adam",
  rate: 0.01,
  optimizerOptions: {},
  schedule: "",
  scheduleOptions: {},
  next: "",
  nextAt: 3000,
  nextRate: 0.001,
  nextOptions: {},
  regularizer: "",
  strength: 1e-4,
  batchSize: 16,
  epochs: 300,
  seed: 7,
};

/** Ten classes of 784 pixels need fewer times through, and no more than one layer. */
const forDigits = { hidden: [{ units: 64, activation: "relu" }], rate: 0.003, epochs: 5, batchSize: 32 };

/** The settings that suit other data: what the net ends in belongs to the target. */
export function withData(settings: Settings, data: string): Settings {
  const other = { ...settings, data, output: "", loss: "", target: "", features: [], kind: "" as const };
  if (data === "digits") return { ...other, ...forDigits };
  const { hidden, rate, epochs, batchSize } = start;
  return settings.data === "digits" ? { ...other, hidden, rate, epochs, batchSize } : other;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isText = (value: unknown): value is string => typeof value === "string";

/**
 * Settings as they came in a link.
 *
 * @throws Error that says which of them cannot be
 */
export function readSettings(json: unknown): Settings {
  if (!isRecord(json)) throw new Error("It holds no settings.");
  const given = { ...start, ...json };
  const isOneOf = (name: string, value: unknown, names: readonly string[]): void => {
    if (isText(value) && names.includes(value)) return;
    throw new Error(`${name}: expected one of ${names.join(", ")}, received ${JSON.stringify(value)}.`);
  };
  isOneOf("Data", given.data, [...sets, "digits", "table"]);
  isOneOf("Kind", given.kind, ["", "number", "classes"]);
  isOneOf("Optimizer", given.optimizer, namesOf(parts.optimizers));
  for (const name of [given.schedule, given.next]) isOneOf("Schedule", name, ["", ...namesOf(parts.schedules)]);
  isOneOf("Regularizer", given.regularizer, ["", "l1", "l2"]);
  isOneOf("Output", given.output, ["", ...parts.activations]);
  if (!Array.isArray(given.hidden) || given.hidden.length > mostLayers) {
    throw new Error(`Layers: expected at most ${mostLayers}, received ${JSON.stringify(given.hidden)}.`);
  }
  const faults = [
    ...Object.entries(ranges).flatMap(([name, range]) =>
      name === "units" ? [] : [faultOf(range, given[name as Exclude<keyof typeof ranges, "units">])],
    ),
    ...given.hidden.map((layer: unknown) => faultOf(ranges.units, isRecord(layer) ? layer.units : layer)),
  ].filter(Boolean);
  if (faults[0]) throw new Error(faults[0]);
  for (const { activation } of given.hidden) isOneOf("Activation", activation, parts.activations);
  if (!isText(given.target) || !isText(given.loss) || ![given.features].flat().every(isText)) {
    throw new Error("Target, loss and features: expected names.");
  }
  const known = (name: string, values: OptionValues, options: Options): void => {
    const isNumbers = (value: unknown): boolean => [value].flat().every((each) => Number.isFinite(each));
    const fits =
      isRecord(values) &&
      Object.entries(values).every(([key, value]) => options.some((option) => option.name === key) && isNumbers(value));
    if (!fits) throw new Error(`${name}: expected numbers for ${options.map((option) => option.name).join(", ")}.`);
  };
  known("Optimizer", given.optimizerOptions, partOf(parts.optimizers, given.optimizer)!.options);
  known("Schedule", given.scheduleOptions, partOf(parts.schedules, given.schedule)?.options ?? []);
  known("Schedule", given.nextOptions, partOf(parts.schedules, given.next)?.options ?? []);
  const keys = Object.keys(start) as (keyof Settings)[];
  return Object.fromEntries(keys.map((key) => [key, given[key]])) as unknown as Settings;
}

export const namesOf = (all: readonly { readonly name: string }[]): string[] => all.map(({ name }) => name);
