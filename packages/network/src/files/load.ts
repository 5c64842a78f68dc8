import { deserializeGraph, type Graph, Reader } from "@chainrule/compiler";
import { type Contents, decode } from "@chainrule/safetensors";
import {
  formatSpec,
  isKnown,
  type Parameters,
  refuse,
  sameShape,
  type Shape,
  type Spec,
  type Tensor,
  ValueError,
} from "@chainrule/tensor";
import { inputSpecs, keySpec, listOf, outputSpecs } from "../graphs.ts";
import type { AnyLearned, Network } from "../network.ts";
import { type ForPorts, type Ports, valuesOf } from "../ports.ts";
import type { Checkpoint, Progress, Settings } from "../training/checkpoint.ts";
import { columnCount } from "../training/graphs.ts";
import type { EpochRecord } from "../training/options.ts";
import { folders, format } from "./format.ts";
import { networkOf, type Parts } from "./loaded.ts";

/**
 * Reads a network from the bytes of a file. No code of the file is run, and none of its plugins is needed.
 *
 * @param bytes - what `save` made, of a network or of a checkpoint
 * @throws ValueError if the file is cut off, of another format, of a newer version, or does not fit together
 */
export const load = <X extends Ports = Tensor, Y extends Ports = Tensor>(bytes: Uint8Array): Network<X, Y> =>
  networkOf(partsOf(open(bytes))) as Network<X, Y>;

/**
 * Reads a training that is to go on: see `resume`.
 *
 * @throws ValueError as `load` does, and if the file holds a network alone
 */
export function loadCheckpoint(bytes: Uint8Array): Checkpoint {
  const file = open(bytes);
  if (!file.metadata.has("checkpoint")) {
    refuse(ValueError, "loadCheckpoint", "a checkpoint", "a network alone", "Read it with load, and train it.");
  }
  const { learned: predicting, graphs, preprocessing } = partsOf(file);
  const json = read(file, "checkpoint");
  const settings = settingsOf(json.get("settings"));
  const used = file.metadata.has("used") ? graphOf(file, "used") : undefined;
  const parameters = used && named(file, folders.trained, Object.keys(predicting.parameters));
  const learned = parameters ? { ...predicting, parameters } : predicting;
  const [losses, metrics] = [json.get("losses"), json.get("metrics")].map(textsOf);
  const optimizer = tensorsOf(file, folders.optimizer, json.get("optimizer"));
  const names = {
    parameters: Object.keys(learned.parameters),
    state: Object.keys(learned.state),
    optimizer: Object.keys(optimizer),
    losses: losses!,
    metrics: metrics!,
  };
  const progress = progressOf(json.get("progress"), losses!.length);
  if (progress.seen >= settings.rows || progress.seen % settings.batchSize > 0) {
    damaged(`whole batches of ${settings.rows} examples as seen`, progress.seen);
  }
  const best = progress.best && {
    parameters: named(file, folders.bestParameters, names.parameters),
    state: named(file, folders.bestState, names.state),
  };
  const [step, evaluation, measuring] = ["step", "evaluation", "metrics"].map((name) => graphOf(file, name)) as [
    Graph,
    Graph,
    Graph,
  ];
  const columns = step.inputs.slice(0, Math.max(0, columnCount({ step }, names)));
  const [given, wanted] = [inputSpecs(learned).length, valuesOf<Shape>(learned.outputShape).length];
  const weights = columns.length - given - wanted;
  if (![0, 1, wanted].includes(weights)) damaged("targets among the inputs of the step", null);
  // Of targets and weights the file alone knows the shapes; they are rows as the inputs are.
  const others = columns.slice(given);
  if (others.some(({ shape }) => shape[0] !== -1 || !isKnown(shape.slice(1)))) damaged("rows of targets", null);
  const number: Spec = { shape: [], dtype: learned.dtype };
  const memory = listOf(learned);
  const examples = [...inputSpecs(learned), ...others];
  requireSpecs("step", step.inputs, [...examples, keySpec, number, ...Object.values(optimizer), ...memory]);
  const scalars = [number, ...losses!.map(() => number)];
  requireSpecs("step", step.outputs, [
    ...scalars,
    ...metrics!.map(() => undefined),
    ...Object.values(learned.parameters),
    ...memory,
    ...Object.values(optimizer),
  ]);
  requireSpecs("evaluation", evaluation.inputs, [...examples, ...memory]);
  requireSpecs("evaluation", evaluation.outputs, scalars);
  requireSpecs("metrics", measuring.inputs, [...outputSpecs(learned), ...others]);
  requireSpecs(
    "metrics",
    measuring.outputs,
    metrics!.map(() => undefined),
  );
  if (used) {
    requireSpecs("used", used.inputs, [...Object.values(optimizer), ...memory]);
    requireSpecs("used", used.outputs, memory);
  }
  return {
    settings,
    progress,
    names,
    graphs: { ...graphs, step, evaluation, metrics: measuring, used },
    learned,
    optimizer,
    best,
    preprocessing,
  };
}

function open(bytes: Uint8Array): Contents {
  const file = decode(bytes);
  const found = file.metadata.get("format");
  if (found === format) return file;
  const [received, cure] = found?.startsWith("chainrule/")
    ? [`${found}, of a newer version`, "Update @chainrule/network to read it."]
    : ["a safetensors file of another kind", "Save a network with chainrule first."];
  return refuse(ValueError, "load", `format ${format}`, received, cure);
}

/** Throws the error of a file that does not hold what it should. */
const damaged = (expected: string, received: unknown): never => new Reader(received, "load").refuse(expected);

const read = (file: Contents, name: string): Reader => new Reader(jsonOf(file, name), `load: ${name}`);

function jsonOf({ metadata }: Contents, name: string): unknown {
  const text = metadata.get(name) ?? "null";
  try {
    return JSON.parse(text);
  } catch {
    return damaged(`JSON as ${name}`, text);
  }
}

function partsOf(file: Contents): Parts {
  const model = read(file, "model");
  const shapeOf = (shape: Reader): Shape => shape.list().map((length) => length.count(1));
  const shapes = (name: string): ForPorts<Ports, Shape> => {
    const one = model.get(name);
    return one.isList ? shapeOf(one) : one.each(shapeOf);
  };
  const learned: AnyLearned = {
    inputShape: shapes("inputShape"),
    outputShape: shapes("outputShape"),
    dtype: model.get("dtype").oneOf("float32", "float64"),
    parameters: tensorsOf(file, folders.parameters, model.get("parameters")),
    state: tensorsOf(file, folders.state, model.get("state")),
  };
  const [predicting, training] = [graphOf(file, "graph"), graphOf(file, "training")];
  const outputs = outputSpecs(learned);
  const memory = listOf(learned);
  requireSpecs("graph", predicting.inputs, [...inputSpecs(learned), ...memory]);
  requireSpecs("graph", predicting.outputs, outputs);
  requireSpecs("training", training.inputs, [keySpec, ...inputSpecs(learned), ...memory]);
  requireSpecs("training", training.outputs, [...outputs, ...Object.values(learned.state)]);
  const preprocessing = file.metadata.has("preprocessing") ? jsonOf(file, "preprocessing") : undefined;
  return { learned, graphs: { predicting, training }, preprocessing };
}

function graphOf(file: Contents, name: string): Graph {
  const prefix = `constants/${name}/`;
  const constants: Tensor[] = [];
  for (const [key, x] of file.tensors) if (key.startsWith(prefix)) constants[Number(key.slice(prefix.length))] = x;
  try {
    return deserializeGraph(jsonOf(file, name), constants, name);
  } catch (cause) {
    throw new ValueError(`load: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

const textsOf = (names: Reader): string[] => names.list().map((name) => name.text());

const tensorsOf = (file: Contents, folder: string, names: Reader): Parameters => named(file, folder, textsOf(names));

const named = ({ tensors }: Contents, folder: string, names: readonly string[]): Parameters =>
  Object.fromEntries(
    names.map((name) => [name, tensors.get(`${folder}/${name}`) ?? damaged(`a tensor ${folder}/${name}`, null)]),
  );

/** Throws unless these are tensors of the given shapes and dtypes; undefined allows any scalar. */
function requireSpecs(name: string, found: readonly Spec[], expected: readonly (Spec | undefined)[]): void {
  const fits = (spec: Spec, want: Spec | undefined): boolean =>
    want ? spec.dtype === want.dtype && sameShape(spec.shape, want.shape) : spec.shape.length === 0;
  if (found.length === expected.length && found.every((spec, i) => fits(spec, expected[i]))) return;
  damaged(`the weights that ${name} is made for`, found.map(formatSpec));
}

const count = (json: Reader): number => json.count();
const countFromOne = (json: Reader): number => json.count(1);
const number = (json: Reader): number => json.number();
const boolean = (json: Reader): boolean => json.as("true or false", (x) => typeof x === "boolean");

/** The entries of such names, each read in its own way. */
function all<T extends object>(json: Reader, reads: { readonly [Name in keyof T]: (part: Reader) => T[Name] }): T {
  const entries = Object.entries<(part: Reader) => unknown>(reads);
  return Object.fromEntries(entries.map(([name, read]) => [name, read(json.get(name))])) as T;
}

const settingsOf = (json: Reader): Settings =>
  all<Settings>(json, {
    mode: (mode) => mode.oneOf("fused", "exact"),
    epochs: countFromOne,
    batchSize: countFromOne,
    seed: number,
    shuffle: boolean,
    reduction: (reduction) => reduction.oneOf("mean", "sumOverBatch", "sum"),
    earlyStopping(stopping) {
      if (!stopping.exists) return undefined;
      const patience = stopping.get("patience").count(1);
      const minDelta = stopping.get("minDelta");
      return minDelta.exists ? { patience, minDelta: minDelta.number() } : { patience };
    },
    solver: boolean,
    allowNonFinite: boolean,
    rows: countFromOne,
    validation: count,
    split: boolean,
  });

function progressOf(json: Reader, losses: number): Progress {
  const progress = all<Progress>(json, {
    step: count,
    epoch: count,
    seen: count,
    sums: (sums) => sums.list().map(number),
    history: (history) => history.list().map(recordOf),
    best: (best) => (best.exists ? all(best, { loss: number, epoch: countFromOne }) : undefined),
  });
  if (progress.sums.length !== 1 + losses) damaged(`${1 + losses} sums of losses`, progress.sums);
  return progress;
}

function recordOf(json: Reader): EpochRecord {
  const measured = { loss: number, metrics: (metrics: Reader): Record<string, number> => metrics.each(number) };
  const record = all<EpochRecord>(json, { epoch: countFromOne, step: countFromOne, ...measured });
  const validation = json.get("validation");
  return validation.exists ? { ...record, validation: all(validation, measured) } : record;
}
