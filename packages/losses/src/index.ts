export { binaryCrossentropy } from "./binaryCrossentropy.ts";
export { categoricalCrossentropy } from "./categoricalCrossentropy.ts";
export { halfSquaredError } from "./halfSquaredError.ts";
export { hinge } from "./hinge.ts";
export { huber } from "./huber.ts";
export { meanAbsoluteError } from "./meanAbsoluteError.ts";
export { meanSquaredError } from "./meanSquaredError.ts";
export { sparseCategoricalCrossentropy } from "./sparseCategoricalCrossentropy.ts";
