import { plain } from "./internal/plain.ts";
import type { Layer } from "./layer.ts";

/** Passes its input on: where a layer is asked for and nothing is to happen. */
export const identity = (): Layer => plain("identity", (x) => x);
