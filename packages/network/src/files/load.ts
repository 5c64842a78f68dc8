import { deserializeGraph, type Graph } from "@chainrule/compiler";
import { type Contents, decode } from "@chainrule/safetensors";
import {
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
import { damaged, Reader } from "./read.ts";

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
  if (found?.startsWith("chainrule/")) {
    refuse(
      ValueError,
      "load",
      `format ${format}`,
      `${found}, of a newer version`,
      "Update @chainrule/network to read it.",
    );
  }
  refuse(
    ValueError,
    "load",
    `format ${format}`,
    "a safetensors file of another kind",
    "Save a network with chainrule first.",
  );
}

function read({ metadata }: Contents, name: string): Reader {
  try {
    return new Reader(JSON.parse(metadata.get(name) ?? "null"), name);
  } catch {
    return damaged(`JSON as ${name}`, metadata.get(name));
  }
}

function partsOf(file: Contents): Parts {
  const model = read(file, "model");
  const shapes = (name: string): ForPorts<Ports, Shape> =>
    model.get(name).oneOrNamed((shape) => shape.list().map((length) => length.count(1)));
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
  const text = file.metadata.get("preprocessing");
  return { learned, graphs: { predicting, training }, preprocessing: text === undefined ? undefined : json(text) };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return damaged("JSON as preprocessing", text);
  }
}

function graphOf(file: Contents, name: string): Graph {
  const prefix = `constants/${name}/`;
  const constants: Tensor[] = [];
  for (const [key, x] of file.tensors) if (key.startsWith(prefix)) constants[Number(key.slice(prefix.length))] = x;
  try {
    return deserializeGraph(json(file.metadata.get(name) ?? "null"), constants);
  } catch (cause) {
    throw new ValueError(`load: ${name}: ${cause instanceof Error ? cause.message : String(cause)}`);
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
  damaged(
    `the weights that ${name} is made for`,
    found.map(({ dtype, shape }) => ({ dtype, shape })),
  );
}

function settingsOf(json: Reader): Settings {
  const stopping = json.get("earlyStopping");
  const minDelta = stopping.exists && stopping.get("minDelta");
  return {
    mode: json.get("mode").oneOf("fused", "exact"),
    epochs: json.get("epochs").count(1),
    batchSize: json.get("batchSize").count(1),
    seed: json.get("seed").number(),
    shuffle: json.get("shuffle").boolean(),
    reduction: json.get("reduction").oneOf("mean", "sumOverBatch", "sum"),
    earlyStopping: stopping.exists
      ? {
          patience: stopping.get("patience").count(1),
          ...(minDelta && minDelta.exists && { minDelta: minDelta.number() }),
        }
      : undefined,
    solver: json.get("solver").boolean(),
    allowNonFinite: json.get("allowNonFinite").boolean(),
    rows: json.get("rows").count(1),
    validation: json.get("validation").count(),
    split: json.get("split").boolean(),
  };
}

function progressOf(json: Reader, losses: number): Progress {
  const best = json.get("best");
  const sums = json
    .get("sums")
    .list()
    .map((sum) => sum.number());
  if (sums.length !== 1 + losses) damaged(`${1 + losses} sums of losses`, sums);
  return {
    step: json.get("step").count(),
    epoch: json.get("epoch").count(),
    seen: json.get("seen").count(),
    sums,
    history: json.get("history").list().map(recordOf),
    best: best.exists ? { loss: best.get("loss").number(), epoch: best.get("epoch").count(1) } : undefined,
  };
}

function recordOf(json: Reader): EpochRecord {
  const measured = (of: Reader): { loss: number; metrics: Record<string, number> } => ({
    loss: of.get("loss").number(),
    metrics: of.get("metrics").numbers(),
  });
  const validation = json.get("validation");
  const record = { epoch: json.get("epoch").count(1), step: json.get("step").count(1), ...measured(json) };
  return validation.exists ? { ...record, validation: measured(validation) } : record;
}
