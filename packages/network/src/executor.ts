import type { Mode, Store, Threads } from "@chainrule/compiler/wasm";
import type { DType, Spec } from "@chainrule/tensor";
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

/** The mode asked for if it can be had; else `exact`, which every machine has, and whoever asks for float64 wants. */
export const modeFor = (dtype: DType, wanted: Mode | undefined = dtype === "float64" ? "exact" : undefined): Mode =>
  chosen.modes().find((mode) => mode === (wanted ?? mode)) ?? "exact";

export const storeFor = (specs: readonly Spec[], mode: Mode, threads: Threads = {}): Store =>
  chosen.store(specs, mode, threads) ?? interpreterStore(specs);
