import type { Optimizer, Solver, Tensor } from "@chainrule/tensor";
import type { AnyLearned, AnyNetwork, Network } from "../network.ts";
import { ended } from "../pieces.ts";
import type { Ports } from "../ports.ts";
import type { Checkpoint, Progress, Settings } from "./checkpoint.ts";
import type { Data } from "./data.ts";
import type { History, RunOptions, StepEvent } from "./options.ts";
import { pause } from "./pause.ts";
import { type Trainer, trainerOf } from "./trainer.ts";

/** A training under way. */
export interface Run<X extends Ports = Tensor, Y extends Ports = Tensor> extends AsyncIterable<StepEvent> {
  /** Runs to the end (unless somebody iterates) and says how it went. */
  readonly finished: Promise<History>;
  /** The training between two steps: to save, and to resume from. */
  readonly state: Checkpoint;
  readonly net: Network<X, Y>;
  /** Ends the training before its next step. */
  stop(): void;
}

export interface Given {
  readonly data: Data;
  readonly validation: Data | undefined;
  /** Matters where it is a solver: the step of any other is in the checkpoint. */
  readonly optimizer: Optimizer | Solver | undefined;
}

/** How long steps may run before the page gets its turn, in ms. */
const turn = 12;

/** As many steps as ever share a call. */
const mostAtOnce = 65536;

/** @param begin - makes the first weights, and says where something is wrong with them: it is called once, and late */
export function startRun(
  net: AnyNetwork,
  begin: () => Generator<undefined, Checkpoint>,
  given: Given,
  options: RunOptions<Ports, Ports>,
): Run<Ports, Ports> {
  let begun: Checkpoint | undefined;
  let trainer: Trainer | undefined;
  let asked = false;
  let iterated = false;
  let stopped = false;
  const { promise, resolve, reject } = Promise.withResolvers<History>();
  promise.catch(() => undefined); // whoever iterates gets the error there
  const { signal, callbacks = [] } = options;

  async function* steps(): AsyncGenerator<StepEvent> {
    try {
      // Tracing, drawing, compiling and the first step, whose code is new to the machine, take long: each is a turn of
      // its own.
      await pause();
      const beginning = begin();
      while (!begun) {
        const next = beginning.next();
        if (next.done) begun = next.value;
        await pause();
      }
      const { settings } = begun;
      const running = trainerOf(net, begun, given, options);
      trainer = running;
      lendMemory(net, () => running.memory);
      await pause();
      const watched = (): boolean => iterated || callbacks.some((callback) => "onStep" in callback);
      let most = 1;
      let rested = Date.now();
      const rest = async (): Promise<void> => {
        if (Date.now() - rested > turn) {
          await pause();
          rested = Date.now();
        }
      };
      while (!endOf(running.progress, settings) && !stopped && !signal?.aborted) {
        const before = Date.now();
        const between = iterated || callbacks.length > 0;
        let event = running.advance(most, between);
        const now = Date.now();
        while (!event) {
          await rest();
          event = running.advance(most, between);
        }
        for (const callback of callbacks) {
          await callback.onStep?.(event, run);
          if (event.finished) await callback.onEpoch?.(event.finished, run);
        }
        // Where nobody looks at each step, many of them share a call, as long as that is short.
        if (!watched()) most = now - before > turn / 2 ? Math.max(1, most >> 1) : Math.min(2 * most, mostAtOnce);
        else most = 1;
        if (iterated) yield event;
        await rest();
      }
    } catch (error) {
      reject(error);
      throw error;
    } finally {
      if (trainer) {
        const { progress, best, memory } = trainer;
        trainer.end();
        setMemory(net, best ? { ...memory, ...best } : memory);
        resolve({
          epochs: progress.history,
          steps: progress.step,
          end: endOf(progress, begun!.settings) ?? "stopped",
          bestEpoch: progress.best?.epoch,
        });
      }
    }
  }

  const iterator = steps();
  const drain = async (): Promise<void> => {
    await Promise.resolve(); // whoever also iterates comes first, and sees every step
    while (!iterated && !(await iterator.next()).done);
  };
  const run: Run<Ports, Ports> = {
    net,
    get state() {
      return trainer?.state ?? (begun ??= ended(begin()));
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
  return run;
}

const setMemory = (net: AnyNetwork, value: AnyLearned): void => defineMemory(net, { value, writable: true });

/** While a network is trained its weights are elsewhere, and copied only for who asks. */
const lendMemory = (net: AnyNetwork, get: () => AnyLearned): void =>
  defineMemory(net, { get, set: (value: AnyLearned) => setMemory(net, value) });

const defineMemory = (net: AnyNetwork, how: PropertyDescriptor): void =>
  void Object.defineProperty(net, "memory", { ...how, configurable: true });

/** Why nothing is left to do, if so. */
function endOf(progress: Progress, { earlyStopping, epochs }: Settings): "epochs" | "earlyStopping" | undefined {
  const waited = progress.epoch - (progress.best?.epoch ?? 0);
  if (earlyStopping && waited >= earlyStopping.patience) return "earlyStopping";
  return progress.epoch < epochs ? undefined : "epochs";
}
