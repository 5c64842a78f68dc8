import { foldIn, fullLike, gather, type Parameters, randomKey, type Tensor, tensor } from "@chainrule/tensor";
import { planOf } from "../executor.ts";
import type { Memory } from "../layers/layer.ts";
import { type Network, streams } from "../network.ts";
import { byName, listOf } from "../graphs.ts";
import type { Checkpoint, Progress } from "./checkpoint.ts";
import { type Data, orderOf } from "./data.ts";
import { explainNonFinite, isFinite } from "./nonFinite.ts";
import type { EpochRecord, History, RunOptions, StepEvent } from "./options.ts";

/** A training under way. */
export interface Run extends AsyncIterable<StepEvent> {
  /** Runs to the end (unless somebody iterates) and says how it went. */
  readonly finished: Promise<History>;
  /** The training between two steps: to save, and to resume from. */
  readonly state: Checkpoint;
  readonly net: Network;
  /** Ends the training before its next step. */
  stop(): void;
}

interface AllData {
  readonly data: Data;
  readonly validation: Data | undefined;
}

/** How long steps may run before the page gets its turn, in ms. */
const turn = 12;

export function startRun(net: Network, begin: Checkpoint, { data, validation }: AllData, options: RunOptions): Run {
  let state = begin;
  let asked = false;
  let iterated = false;
  let stopped = false;
  const { promise, resolve, reject } = Promise.withResolvers<History>();
  promise.catch(() => undefined); // whoever iterates gets the error there

  async function* steps(): AsyncGenerator<StepEvent> {
    try {
      const advance = stepper(data, begin);
      const evaluate = evaluator(begin, validation);
      let rested = Date.now();
      net.memory = state.learned;
      while (!endOf(state) && !stopped && !options.signal?.aborted) {
        const [next, event] = advance(state);
        state = event.finished ? finishEpoch(next, event.finished, evaluate) : next;
        net.memory = state.learned;
        const finished = event.finished && state.progress.history.at(-1);
        const complete = { ...event, finished };
        for (const callback of options.callbacks ?? []) {
          callback.onStep?.(complete);
          if (finished) callback.onEpoch?.(finished);
        }
        yield complete;
        if (Date.now() - rested > turn) {
          await new Promise((awake) => setTimeout(awake));
          rested = Date.now();
        }
      }
    } catch (error) {
      reject(error);
      throw error;
    } finally {
      const { progress, best, learned } = state;
      net.memory = { ...learned, ...best };
      const bestEpoch = progress.best && { bestEpoch: progress.best.epoch };
      resolve({ epochs: progress.history, steps: progress.step, end: endOf(state) ?? "stopped", ...bestEpoch });
    }
  }

  const iterator = steps();
  const drain = async (): Promise<void> => {
    await Promise.resolve(); // whoever also iterates comes first, and sees every step
    while (!iterated && !(await iterator.next()).done);
  };
  return {
    net,
    get state() {
      return state;
    },
    get finished() {
      if (!asked) {
        asked = true;
        drain().catch(() => undefined); // `finished` reports it
      }
      return promise;
    },
    stop() {
      stopped = true;
    },
    [Symbol.asyncIterator]() {
      iterated = true;
      return iterator;
    },
  };
}

/** A function that does one step: from a checkpoint to the next, without changing the first. */
function stepper(data: Data, { graphs, names, settings }: Checkpoint): (from: Checkpoint) => [Checkpoint, StepEvent] {
  const plan = planOf(graphs.step);
  const steps = foldIn(randomKey(settings.seed), streams.steps);
  let order: { epoch: number; rows: Int32Array } | undefined;
  return (from) => {
    const { progress, learned, optimizer } = from;
    if (order?.epoch !== progress.epoch) order = { epoch: progress.epoch, rows: orderOf(progress.epoch, settings) };
    const rows = tensor(order.rows.subarray(progress.seen, progress.seen + settings.batchSize));
    const step = progress.step + 1;
    const number = fullLike(tensor(0, { dtype: learned.dtype }), step);
    const inputs = [
      gather(data.inputs, rows),
      gather(data.targets, rows),
      foldIn(steps, step),
      number,
      ...Object.values(optimizer),
      ...listOf(learned),
    ];
    const outputs = plan(inputs);
    let at = 0;
    const take = (count: number): Tensor[] => outputs.slice(at, (at += count));
    const [loss] = take(1);
    const measured = take(names.metrics.length).map((metric) => metric.item());
    const slopes = take(names.parameters.length);
    const memory = byName(names, take(names.parameters.length + names.state.length));
    const after: Parameters = Object.fromEntries(names.optimizer.map((name, i) => [name, outputs[at + i]!]));
    const [now, before] = [[...Object.values(after), ...listOf(memory)], inputs.slice(4)];
    // What an optimizer remembers may begin with ∞, as a lowest loss so far.
    if (![loss!, ...slopes].every(isFinite) || now.some((x, i) => !isFinite(x) && isFinite(before[i]!))) {
      throw explainNonFinite(graphs.step, names, inputs, step, `step ${step} (epoch ${progress.epoch + 1})`);
    }

    const event = { step, epoch: progress.epoch + 1, loss: loss!.item(), metrics: record(names.metrics, measured) };
    const batch = rows.shape[0]!;
    const seen = progress.seen + batch;
    const sums = {
      lossSum: progress.lossSum + event.loss * batch,
      metricSums: progress.metricSums.map((sum, i) => sum + measured[i]! * batch),
    };
    const next = { ...from, learned: { ...learned, ...memory }, optimizer: after };
    if (seen < settings.rows) {
      return [
        { ...next, progress: { ...progress, ...sums, step, seen } },
        { ...event, finished: undefined },
      ];
    }
    const means = record(
      names.metrics,
      sums.metricSums.map((sum) => sum / seen),
    );
    const finished: EpochRecord = { epoch: event.epoch, step, loss: sums.lossSum / seen, metrics: means };
    const zero = { seen: 0, lossSum: 0, metricSums: names.metrics.map(() => 0) };
    return [
      { ...next, progress: { ...progress, ...zero, step, epoch: event.epoch } },
      { ...event, finished },
    ];
  };
}

const record = (names: readonly string[], values: readonly number[]): Record<string, number> =>
  Object.fromEntries(names.map((name, i) => [name, values[i]!]));

type Evaluate = (memory: Memory, step: number) => Partial<EpochRecord>;

/** Measures the validation examples, if there are any. */
function evaluator({ graphs, names }: Checkpoint, validation: Data | undefined): Evaluate {
  const plan = planOf(graphs.evaluation);
  return (memory, step) => {
    if (!validation) return {};
    const inputs = [validation.inputs, validation.targets, ...listOf(memory)];
    const outputs = plan(inputs);
    if (!isFinite(outputs[0]!)) {
      throw explainNonFinite(graphs.evaluation, names, inputs, step, `the validation after step ${step}`);
    }
    const [loss, ...metrics] = outputs.map((x) => x.item());
    return { validation: { loss: loss!, metrics: record(names.metrics, metrics) } };
  };
}

/** Adds an epoch to the history and keeps its weights if they are the best. */
function finishEpoch(state: Checkpoint, trained: EpochRecord, evaluate: Evaluate): Checkpoint {
  const epoch: EpochRecord = { ...trained, ...evaluate(state.learned, trained.step) };
  const progress: Progress = { ...state.progress, history: [...state.progress.history, epoch] };
  const stopping = state.settings.earlyStopping;
  const { loss } = epoch.validation ?? epoch;
  const better = stopping && (!progress.best || loss < progress.best.loss - (stopping.minDelta ?? 0));
  if (!better) return { ...state, progress };
  const { parameters, state: layers } = state.learned;
  return {
    ...state,
    progress: { ...progress, best: { loss, epoch: epoch.epoch } },
    best: { parameters, state: layers },
  };
}

/** Why nothing is left to do, if so. */
function endOf({ progress, settings: { earlyStopping, epochs } }: Checkpoint): "epochs" | "earlyStopping" | undefined {
  const waited = progress.epoch - (progress.best?.epoch ?? 0);
  if (earlyStopping && waited >= earlyStopping.patience) return "earlyStopping";
  return progress.epoch < epochs ? undefined : "epochs";
}
