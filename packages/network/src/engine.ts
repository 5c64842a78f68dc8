import { supportedModes, wasmStore } from "@chainrule/compiler/wasm";
import type { Executor } from "./executor.ts";

/** Generated WebAssembly. */
export const engine: Executor = { modes: supportedModes, store: wasmStore };
