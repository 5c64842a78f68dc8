import { requireRange, zeroOrAbove } from "@chainrule/tensor";
import type { AnyRun, Callback } from "../training/options.ts";

/** How far a training is. */
export interface Course {
  readonly step: number;
  /** Steps in all, unless something ends it earlier. */
  readonly steps: number;
  readonly epoch: number;
  /** Of all steps: 0 to 1. */
  readonly share: number;
  /** Steps a second. */
  readonly rate: number;
  /** Until the end, in seconds. */
  readonly left: number;
  /** The mean over the steps since it was shown last. */
  readonly loss: number;
  /** Likewise. */
  readonly metrics: Readonly<Record<string, number>>;
  /** All of this in a line. */
  readonly text: string;
}

/**
 * Shows how far a training is, every so often and after its last step: in a terminal, on a page, wherever `show` puts
 * it.
 *
 * @param show - such as `({ text }) => process.stderr.write("\r" + text)`, or on a page
 *   `({ share }) => (bar.value = share)` for a `<progress>`
 * @param options.seconds - between two calls at least; default 0.1
 * @throws ValueError if that is negative
 */
export function progress(
  show: (course: Course) => void,
  { seconds = 0.1 }: { readonly seconds?: number } = {},
): Callback {
  requireRange("progress", zeroOrAbove, { seconds });
  let start: Readonly<{ run: AnyRun; time: number; step: number; steps: number }> | undefined;
  let [shown, count] = [0, 0];
  const sums = new Map<string, number>();
  return {
    onStep({ step, epoch, loss, metrics }, run) {
      const now = performance.now();
      if (start?.run !== run) {
        const { epochs, rows, batchSize } = run.state.settings;
        start = { run, time: now, step, steps: epochs * Math.ceil(rows / batchSize) };
        [shown, count] = [now, 0];
        sums.clear();
      }
      count++;
      const facts = Object.entries({ loss, ...metrics });
      for (const [name, value] of facts) sums.set(name, (sums.get(name) ?? 0) + value);
      const { steps } = start;
      if (now - shown < 1000 * seconds && step < steps) return;
      const means = facts.map(([name]): [string, number] => [name, sums.get(name)! / count]);
      // From the end of the first step on: that has to compile first, and of itself it says nothing.
      const rate = (1000 * (step - start.step)) / (now - start.time) || 0;
      const left = step < steps ? (steps - step) / rate : 0;
      const said = means.map(([name, value]) => `${name} ${value.toPrecision(3)}`);
      show({
        ...{ step, steps, epoch, share: step / steps, rate, left },
        loss: means[0]![1],
        metrics: Object.fromEntries(means.slice(1)),
        text: [`${step}/${steps}`, `${rate.toFixed(0)} steps/s`, `ETA ${duration(left)}`, ...said].join("  "),
      });
      [shown, count] = [now, 0];
      sums.clear();
    },
  };
}

const duration = (seconds: number): string =>
  seconds === Infinity
    ? "?"
    : seconds >= 60
      ? `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
      : `${seconds.toFixed(0)} s`;
