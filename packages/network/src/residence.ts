import type { Mode, Plan, Store, Threads } from "@chainrule/compiler/wasm";
import { formatSpec, type Tensor } from "@chainrule/tensor";
import { modeFor, storeFor } from "./executor.ts";
import { listOf } from "./graphs.ts";
import type { AnyLearned, AnyNetwork } from "./network.ts";

/** Where the weights of a network are while its plans work on them: parameters and state are the first slots. */
export interface Residence {
  readonly store: Store;
  /** The slots of parameters and state. */
  readonly slots: readonly number[];
  /** The memory that they hold; undefined after training has changed them. */
  memory: AnyLearned | undefined;
  /** Whether a training goes on in it. */
  training: boolean;
  predicting?: Plan;
}

const residences = new WeakMap<AnyNetwork, Residence>();

/** Places a network in a store of its own, with more slots behind its weights. */
export function settle(
  net: AnyNetwork,
  memory: AnyLearned,
  others: readonly Tensor[],
  mode: Mode,
  training?: Threads,
): Residence {
  const weights = listOf(memory);
  const store = storeFor([...weights, ...others], mode, training);
  store.write(0, [...weights, ...others]);
  const made: Residence = { store, slots: weights.map((_, slot) => slot), memory, training: training !== undefined };
  residences.set(net, made);
  return made;
}

/** Where a network with this memory is, for prediction and evaluation. */
export function residenceOf(net: AnyNetwork, memory: AnyLearned): Residence {
  const known = residences.get(net);
  if (known?.memory === memory) return known;
  // Weights set from outside replace what the store holds, unless they are of another kind or under training.
  if (!known?.memory || known.training || kindOf(known.memory) !== kindOf(memory))
    return settle(net, memory, [], modeFor(memory.dtype));
  known.store.write(0, listOf(memory));
  known.memory = memory;
  return known;
}

const kindOf = (memory: AnyLearned): string =>
  JSON.stringify([memory.inputShape, Object.keys(memory.parameters), listOf(memory).map(formatSpec)]);
