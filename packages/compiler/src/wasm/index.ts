export { wasmPlan, wasmPlans, wasmStore } from "./store.ts";
export type { Outputs, Plan, Series, Store, Threads } from "./store.ts";
export { supportedModes } from "./support.ts";
export type { Mode } from "./mode.ts";
