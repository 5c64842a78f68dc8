import { floor, type Tensor } from "@chainrule/tensor";

/** Whether this is one of every so many steps, the first of which is number `every`. */
export const due = (step: Tensor, every: number): Tensor => step.equal(floor(step.div(every)).mul(every));
