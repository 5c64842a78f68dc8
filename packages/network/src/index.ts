import { engine } from "./engine.ts";
import { runOn } from "./executor.ts";

// `@chainrule/network/interpreter` is the same package without the engine, for where size counts more than speed.
runOn(engine);

export * from "./interpreter.ts";
