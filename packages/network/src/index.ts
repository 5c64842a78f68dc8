import { supportedModes, wasmStore } from "@chainrule/compiler/wasm";
import { runOn } from "./executor.ts";

// The engine: generated WebAssembly. `@chainrule/network/interpreter` is the same package without it, for where size
// counts more than speed.
runOn({ modes: supportedModes, store: wasmStore });

export * from "./interpreter.ts";
