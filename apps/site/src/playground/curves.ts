import type { EpochRecord, StepEvent } from "@chainrule/network";
import type { Curves, Point } from "./messages.ts";

/** The most points of a curve: a screen shows no more. */
const most = 400;

/** A curve that grows: when it has too many points, every second one goes. */
class Curve {
  readonly points: Point[] = [];
  #every = 1;
  #seen = 0;

  add(x: number, y: number): void {
    if (this.#seen++ % this.#every === 0) this.points.push([x, y]);
    if (this.points.length < 2 * most) return;
    this.#every *= 2;
    const kept = this.points.filter((_, i) => i % 2 === 0);
    this.points.splice(0, this.points.length, ...kept);
  }
}

/** What a run says of itself, over its epochs. */
export class Chronicle {
  readonly #steps = new Curve();
  readonly #training = new Curve();
  readonly #heldOut = new Curve();
  readonly #metric = new Curve();
  readonly #heldOutMetric = new Curve();
  /** The last epoch. */
  last: EpochRecord | undefined;

  readonly #stepsPerEpoch: number;
  readonly #name: string;

  /** @param metric - its name */
  constructor(stepsPerEpoch: number, metric: string) {
    this.#stepsPerEpoch = stepsPerEpoch;
    this.#name = metric;
  }

  add({ step, loss, finished }: StepEvent): void {
    this.#steps.add(step / this.#stepsPerEpoch, loss);
    if (!finished) return;
    const { epoch, validation } = (this.last = finished);
    this.#training.add(epoch, finished.loss);
    this.#heldOut.add(epoch, validation!.loss);
    this.#metric.add(epoch, finished.metrics[this.#name]!);
    this.#heldOutMetric.add(epoch, validation!.metrics[this.#name]!);
  }

  get curves(): Curves {
    return {
      steps: this.#steps.points,
      training: this.#training.points,
      heldOut: this.#heldOut.points,
      metric: this.#metric.points,
      heldOutMetric: this.#heldOutMetric.points,
    };
  }
}
