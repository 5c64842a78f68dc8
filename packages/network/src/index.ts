import { wasmPlan } from "@chainrule/compiler/wasm";
import { runOn } from "./executor.ts";

// The engine: generated WebAssembly, to the same bits as the interpreter. `@chainrule/network/interpreter` is the
// same package without it, for where size counts more than speed.
runOn((graph) => wasmPlan(graph, "exact"));

export * from "./interpreter.ts";
