import { compile } from "@chainrule/compiler";
import { range, type Schedule, tensor } from "@chainrule/tensor";
import { broken, type Check } from "../check.ts";
import { sameEverywhere } from "../checks/engines.ts";
import { requireSpec } from "../checks/specs.ts";

/**
 * What a schedule has to keep: shape and dtype of the step, finite values even after ten million steps, and that it is
 * a function of the step as a tensor.
 *
 * @param name - what the messages call it
 */
export function scheduleChecks(name: string, schedule: Schedule): Check[] {
  const check = (what: string, run: Check["run"]): Check => ({ name: `${name}: ${what}`, run });
  const steps = range(60).cast("float32");
  return [
    check("keeps shape and dtype, so that a whole course can be drawn at once", () => {
      for (const dtype of ["float32", "float64"] as const) {
        const x = steps.cast(dtype);
        requireSpec(name, schedule(x), x, [x]);
      }
    }),
    check("is finite, even after ten million steps", () => {
      for (const step of [0, 1, 59, 1e4, 1e7]) {
        const received = schedule(tensor(step)).item();
        if (Number.isFinite(received)) continue;
        const cure = "Let nothing overflow or divide by 0 as the step grows.";
        broken(name, { expected: "a finite value", received, at: `step ${step}`, cure });
      }
    }),
    check("traced at one step it is right at all others", () => {
      const traced = compile(schedule);
      for (const step of [0, 3, 30]) {
        const [expected, received] = [schedule(tensor(step)).item(), traced(tensor(step)).item()];
        if (Math.abs(expected - received) <= 1e-6 * Math.abs(expected)) continue;
        const cure = "Compute with the tensor `step`; choose with where, never with if.";
        broken(name, { expected: `${expected}, as on values`, received, at: `step ${step}`, cure });
      }
    }),
    check("gives the same bits interpreted and compiled", () => sameEverywhere(name, (x) => [schedule(x)], [steps])),
  ];
}
