import type { Mode, Store, Threads } from "@chainrule/compiler/wasm";
import type { Spec } from "@chainrule/tensor";
import { interpreterStore } from "./interpreterStore.ts";

/** What networks run on. */
export interface Executor {
  /** How it can round here, the preferred one first. */
  modes(): readonly Mode[];
  /** Undefined where it cannot: there the interpreter does the work. */
  store(specs: readonly Spec[], mode: Mode, threads: Threads): Store | undefined;
}

export const interpreter: Executor = { modes: () => ["exact"], store: interpreterStore };

let chosen = interpreter;

/** What all networks run on from now on. */
export function runOn(executor: Executor): void {
  chosen = executor;
}

/** The mode asked for if it can be had, else `exact`, which every machine has. */
export function modeFor(wanted?: Mode): Mode {
  const modes = chosen.modes();
  return (wanted === undefined ? modes[0] : modes.find((mode) => mode === wanted)) ?? "exact";
}

export const storeFor = (specs: readonly Spec[], mode: Mode, threads: Threads = {}): Store =>
  chosen.store(specs, mode, threads) ?? interpreterStore(specs);
