export { wasmPlan } from "./plan.ts";
export type { Mode, Plan } from "./plan.ts";
