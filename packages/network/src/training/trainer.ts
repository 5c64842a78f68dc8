import { replay } from "@chainrule/compiler";
import type { Threads } from "@chainrule/compiler/wasm";
import { constant, type Data as Numbers, foldIn, gather, tensor } from "@chainrule/tensor";
import { byName, listOf } from "../graphs.ts";
import { recordOf } from "../named.ts";
import { type AnyLearned, type AnyNetwork, keyOfSteps } from "../network.ts";
import { settle } from "../residence.ts";
import type { Checkpoint, Progress } from "./checkpoint.ts";
import { columnsOf, ordersOf } from "./data.ts";
import { evaluator, measuredAs } from "./evaluator.ts";
import { reported } from "./graphs.ts";
import { explainNonFinite } from "./nonFinite.ts";
import type { EpochRecord, StepEvent } from "./options.ts";
import type { Given } from "./run.ts";
import { seriesOf } from "./series.ts";

/** A training in a store: where its steps are done. */
export interface Trainer {
  /** As it stands after the last step, copied from the store. */
  readonly state: Checkpoint;
  readonly progress: Progress;
  /** The weights of the best epoch, where early stopping looks for it. */
  readonly best: Checkpoint["best"];
  /** What it predicts with now. */
  readonly memory: AnyLearned;
  /**
   * Does up to so many steps, or a part of what is measured after an epoch. Only where nothing has to happen between
   * epochs do steps run on into the next.
   *
   * @returns what is known after the last of the steps; undefined while an epoch is still to be measured
   * @throws NonFiniteError: the state is then that before the step
   */
  advance(most: number, between: boolean): StepEvent | undefined;
  /** The weights stay where they are, and are no longer in use. */
  end(): void;
}

/** How far the data have been gone through. */
interface Position {
  readonly step: number;
  readonly epoch: number;
  readonly seen: number;
}

/** So many steps of so many rows were asked for, and so many went well. */
interface Ran {
  readonly rows: number;
  readonly count: number;
  readonly done: number;
}

/** After so many ms a copy is kept, to begin from when a step has to be undone. */
const safety = 2000;

export function trainerOf(
  net: AnyNetwork,
  begin: Checkpoint,
  { data, validation, optimizer }: Given,
  threads: Threads,
): Trainer {
  const { graphs, names, settings } = begin;
  const memories = Object.values(begin.optimizer);
  const home = settle(net, begin.learned, memories, settings.mode, threads);
  const steps = keyOfSteps(settings.seed);
  const used = graphs.used && replay(graphs.used);
  const series = seriesOf(begin, home, steps, optimizer);
  const evaluate = evaluator(begin, home, data, validation, () => usedNow());
  const columns = columnsOf(data);

  const history = [...begin.progress.history];
  let progress: Progress = { ...begin.progress, history };
  let { best } = begin;
  let learned: AnyLearned | undefined = begin.learned;
  let state: Checkpoint | undefined = begin;
  let safe = { state: begin, time: Date.now() };
  let predicting: { of: AnyLearned; memory: AnyLearned } | undefined;
  const orderIn = ordersOf(settings);
  /** Epochs follow each other in one call where each is made of whole batches and nobody looks in between. */
  const looking = validation ?? settings.earlyStopping ?? names.metrics.length > 0;
  const running = settings.rows % settings.batchSize === 0 && !looking;
  /** Runs up to `most` steps from a position, all of them full batches or one that is not. */
  const run = ({ epoch, seen, step }: Position, most: number, between: boolean): Ran => {
    const rows = Math.min(settings.batchSize, settings.rows - seen);
    const epochs = between || !running ? 1 : settings.epochs - epoch;
    const whole = Math.max(1, Math.floor((epochs * settings.rows - seen) / rows));
    const count = rows < settings.batchSize ? 1 : Math.min(most, series.room, whole);
    const batches = series.batches(rows);
    for (let at = 0; at < count * rows;) {
      const place = seen + at;
      const order = orderIn(epoch + Math.floor(place / settings.rows));
      const from = place % settings.rows;
      const length = Math.min(count * rows - at, settings.rows - from);
      for (const [i, { data }] of columns.entries()) {
        const table = data!;
        const width = table.length / settings.rows;
        if (settings.shuffle) gatherRows(table, width, order, from, length, batches[i]!, at);
        else batches[i]!.set(table.subarray(from * width, (from + length) * width), at * width);
      }
      at += length;
    }
    return { rows, count, done: series.run(rows, count, step + 1) };
  };

  /** The weights in training. */
  const learnedNow = (): AnyLearned => {
    if (learned) return learned;
    learned = { ...begin.learned, ...byName(names, home.store.read(0, home.slots.length)) };
    home.memory = used ? undefined : learned;
    return learned;
  };
  const stateNow = (): Checkpoint => {
    if (state) return state;
    const after = home.store.read(home.slots.length, memories.length);
    const optimizer = recordOf(names.optimizer, after);
    state = { ...begin, progress: { ...progress, history: [...history] }, learned: learnedNow(), optimizer, best };
    safe = { state, time: Date.now() };
    return state;
  };

  /** The weights to predict with, in the store of others than those in training. */
  const usedNow = (): AnyLearned => {
    const now = learnedNow();
    if (!used) return now;
    if (predicting?.of !== now) {
      const memory = used([...home.store.read(home.slots.length, memories.length), ...listOf(now)]);
      predicting = { of: now, memory: { ...now, ...byName(names, memory) } };
    }
    return predicting.memory;
  };

  /** Brings the store to where `progress` is: the steps since the last copy give the same bits again. */
  const restore = (): void => {
    unlessLost(repeat, repeat);
    state = safe.state.progress.step === progress.step ? safe.state : undefined;
    learned = state?.learned;
    home.memory = used ? undefined : learned;
  };
  const repeat = (): void => {
    home.store.write(0, [...listOf(safe.state.learned), ...Object.values(safe.state.optimizer)]);
    let position: Position = safe.state.progress;
    while (position.step < progress.step) {
      const again = run(position, progress.step - position.step, false);
      if (again.done === 0) throw new Error("train: a step gave other numbers: please report this.");
      position = after(position, again);
    }
  };

  /** Undoes the step that failed, and says why it did. */
  const fail = (): never => {
    restore();
    const { learned, optimizer } = stateNow();
    const { seen, epoch } = progress;
    const step = progress.step + 1;
    const rows = tensor(orderIn(epoch).slice(seen, seen + settings.batchSize));
    const number = constant(step, learned.dtype);
    const batch = columns.map((x) => gather(x, rows));
    const inputs = [...batch, foldIn(steps, step), number, ...Object.values(optimizer), ...listOf(learned)];
    throw explainNonFinite(graphs.step, names, inputs, step, `step ${step} (epoch ${epoch + 1})`);
  };

  /** Measures an epoch, adds it to the history, and keeps its weights if they are the best. */
  function* finishEpoch(): Generator<undefined, EpochRecord> {
    const { epoch, step, sums } = progress;
    const losses = sums.map((sum) => sum / settings.rows);
    const trained = { epoch, step, ...(yield* evaluate(step, losses)) };
    history.push(trained);
    progress = { ...progress, sums: sums.map(() => 0) };
    const stopping = settings.earlyStopping;
    const { loss: reached } = trained.validation ?? trained;
    if (stopping && (!progress.best || reached < progress.best.loss - (stopping.minDelta ?? 0))) {
      progress = { ...progress, best: { loss: reached, epoch } };
      best = usedNow();
    }
    return trained;
  }

  const wide = 1 + reported(names).length;
  const after = ({ step, epoch, seen }: Position, { rows, done }: Omit<Ran, "count">): Position => {
    const place = seen + rows * done;
    const epochs = Math.floor(place / settings.rows);
    return { step: step + done, epoch: epoch + epochs, seen: place - epochs * settings.rows };
  };
  /** Goes on by steps that went well, up to the end of the epoch: the numbers of each are in `log`, from `first` on. */
  const proceed = (rows: number, log: Numbers, first: number, done: number): void => {
    const sums = progress.sums.map((before, i) => {
      let sum = before;
      for (let step = first; step < first + done; step++) sum += log[step * wide + i]! * rows;
      return sum;
    });
    progress = { ...progress, ...after(progress, { rows, done }), sums };
    if (done > 0) state = learned = home.memory = undefined;
  };

  /** Steps, and what is measured after the last of them. */
  function* worked(most: number, between: boolean): Generator<undefined> {
    if (Date.now() - safe.time > safety) stateNow();
    const ahead = (): Ran => run(progress, most, between);
    const { rows, count, done } = unlessLost(ahead, () => {
      restore();
      return ahead();
    });
    const log = series.log().slice(0, done * wide);
    let finished: EpochRecord | undefined;
    for (let at = 0; at < done;) {
      const before = progress;
      const steps = Math.min(done - at, Math.ceil((settings.rows - before.seen) / rows));
      const first = at;
      proceed(rows, log, first, steps);
      at += steps;
      finished = undefined;
      if (progress.seen > 0) continue;
      try {
        finished = yield* finishEpoch();
      } catch (error) {
        // The validation failed: back to before the last step.
        progress = before;
        proceed(rows, log, first, steps - 1);
        restore();
        throw (failure = error);
      }
    }
    if (done < count) fail();
    const last = measuredAs(reported(names), [...log.subarray(-wide)]);
    const { step, epoch, seen } = progress;
    event = { step, epoch: epoch + Number(seen > 0), ...last, finished };
  }
  let work: Generator<undefined> | undefined;
  /** What is known after the work. */
  let event: StepEvent | undefined;
  /** What ends the training, whoever saw it first. */
  let failure: unknown;

  return {
    get state() {
      while (work && !work.next().done); // an epoch that has ended is measured first
      return stateNow();
    },
    get progress() {
      return progress;
    },
    get best() {
      return best;
    },
    get memory() {
      return usedNow();
    },
    advance(most, between) {
      if (failure) throw failure as Error;
      if (!work) {
        event = undefined;
        work = worked(most, between);
      }
      if (work.next().done) work = undefined;
      return event;
    },
    end() {
      home.training = false;
      home.store.end();
    },
  };
}

/** What is done where a thread is lost on the way is done by one thread: that cannot happen twice. */
function unlessLost<T>(work: () => T, otherwise: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Error && error.name === "LostThreadError")) throw error;
    return otherwise();
  }
}

/** Copies so many rows of a table, as its order names them, to row `first` of another and those behind it. */
function gatherRows(
  table: Numbers,
  width: number,
  order: Int32Array,
  from: number,
  length: number,
  to: Numbers,
  first: number,
): void {
  const begin = first * width;
  if (width > 16) {
    for (let i = 0; i < length; i++) {
      const row = order[from + i]!;
      to.set(table.subarray(row * width, (row + 1) * width), begin + i * width);
    }
    return;
  }
  // Of narrow rows a column at a time: one long loop instead of many short ones.
  for (let j = 0; j < width; j++)
    for (let i = 0, at = begin + j; i < length; i++, at += width) to[at] = table[order[from + i]! * width + j]!;
}
