import { replay } from "./graph.ts";
import { type Compile, perShapes } from "./perShapes.ts";

/** As `compile` of `@chainrule/compiler`, without the engine: for where size counts more than speed. */
export const compile: Compile = (f: (...inputs: never[]) => unknown) => perShapes(f, replay);
