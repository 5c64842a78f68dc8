import { type Learned, type Network, predict, type Run, save, type StepEvent, train } from "@chainrule/network";
import { type Loss, type Optimizer, sizeOf, tensor } from "@chainrule/tensor";
import { Chronicle } from "./curves.ts";
import { type Data, labelsOf } from "./data.ts";
import { answersFor, gradientsOf, layersOf, painterOf } from "./looks.ts";
import type { Frame, Picture, RunFacts } from "./messages.ts";
import { chosenOf, lossesFor, lossOf, metricOf, networkOf, optimizerOf, outputsOf, regularizerOf } from "./model.ts";
import type { Settings } from "./settings.ts";

/** A larger net takes a browser too long. */
const mostParameters = 2_000_000;

/** More weights are neither drawn nor sent, and of more a worksheet takes too long. */
const [mostShown, mostLaidOut] = [200_000, 100_000];

/** A training that is run, stopped, or taken step by step, and what there is to see of it. */
export class Trial {
  readonly facts: RunFacts;
  state: Frame["state"] = "paused";
  readonly #data: Data;
  readonly #run: Run;
  readonly #steps: AsyncIterator<StepEvent>;
  readonly #loss: Loss;
  readonly #optimizer: Optimizer;
  readonly #chronicle: Chronicle;
  readonly #paint: ((net: Network) => Picture | undefined) | undefined;
  /** The same network with the weights of now: to be asked while the other one is trained. */
  readonly #twin: Network;
  #event: StepEvent | undefined;

  /** @throws what the packages throw where such a training cannot be */
  constructor(settings: Settings, data: Data) {
    const { training, heldOut, preparation } = data;
    const { output, loss, metric } = chosenOf(settings, preparation.target);
    const outputs = outputsOf(preparation);
    const [trainRows, inputs] = training.inputs.shape as [number, number];
    requireSize(settings, inputs, outputs);
    const net = networkOf(settings, output, outputs);
    this.#twin = networkOf(settings, output, outputs);
    net.preprocessing = this.#twin.preprocessing = preparation;
    this.#loss = lossOf(loss);
    this.#optimizer = optimizerOf(settings);
    const regularizer = regularizerOf(settings);
    const { epochs, batchSize, seed } = settings;
    this.#run = train(net, training, {
      loss: this.#loss,
      optimizer: this.#optimizer,
      metrics: { [metric]: metricOf(preparation) },
      epochs,
      batchSize,
      seed,
      validation: heldOut,
      ...(regularizer && { regularizer }),
    });
    this.#steps = this.#run[Symbol.asyncIterator]();
    this.#data = data;
    this.#paint = data.plane && painterOf(data.plane, preparation);
    const stepsPerEpoch = Math.ceil(trainRows / batchSize);
    this.#chronicle = new Chronicle(stepsPerEpoch, metric);
    this.facts = {
      settings,
      kind: preparation.target.kind,
      labels: labelsOf(preparation),
      features: preparation.features.map(({ column }) => column),
      target: preparation.target.column,
      output,
      loss,
      losses: lossesFor(preparation.target.kind, outputs),
      metric,
      mode: this.#run.state.settings.mode,
      inputs,
      outputs,
      parameters: Object.values(this.#run.state.learned.parameters).reduce((sum, { shape }) => sum + sizeOf(shape), 0),
      trainRows,
      heldOutRows: heldOut.inputs.shape[0]!,
      stepsPerEpoch,
      plane: data.plane,
    };
  }

  /** One step. @throws NonFiniteError, after which the weights are those from before it */
  async step(): Promise<void> {
    if (this.state === "done" || this.state === "failed") return;
    try {
      const next = await this.#steps.next();
      if (next.done) this.state = "done";
      else {
        this.#event = next.value;
        this.#chronicle.add(next.value);
        if (next.value.finished?.epoch === this.facts.settings.epochs) this.state = "done";
      }
    } catch (error) {
      this.state = "failed";
      throw error;
    }
  }

  /** How far it has come: what is known without asking the net. */
  standing(): Frame {
    const { last, curves } = this.#chronicle;
    const { metric } = this.facts;
    return {
      state: this.state,
      step: this.#event?.step ?? 0,
      epoch: this.#event?.epoch ?? 0,
      loss: this.#event?.loss,
      measured: last && {
        loss: last.loss,
        metric: last.metrics[metric]!,
        heldOut: last.validation!.loss,
        heldOutMetric: last.validation!.metrics[metric]!,
      },
      curves,
    };
  }

  /** As it stands now: what is quick to make, for a net that is not large. */
  frame(pixels: Float32Array | undefined): Frame {
    const { parameters } = this.facts;
    const net = this.#now();
    return {
      ...this.standing(),
      layers: parameters > mostShown ? [] : layersOf(net),
      ...(this.#paint && { picture: this.#paint(net) }),
      guess: pixels && this.guess(pixels),
    };
  }

  gradients(): Pick<Frame, "gradients"> {
    return { gradients: gradientsOf(this.#now(), this.#data, this.#loss) };
  }

  /** @throws Error for a net that a worksheet cannot lay out */
  answers(): Pick<Frame, "answers"> {
    if (this.facts.parameters > mostLaidOut) throw new Error("The net is too large to be laid out on a worksheet.");
    return { answers: answersFor(this.#now(), this.#data, this.#loss, this.#optimizer) };
  }

  model(): Uint8Array<ArrayBuffer> {
    return save(this.#now());
  }

  end(): void {
    this.#run.stop();
  }

  /** What it makes of a drawing; undefined where it was not made for one. */
  guess(pixels: Float32Array): number[] | undefined {
    if (pixels.length !== this.facts.inputs) return undefined;
    const grey = tensor(pixels, { shape: [1, pixels.length] });
    return [...predict(this.#now(), grey.div(255)).toTypedArray()];
  }

  #now(): Network {
    this.#twin.memory = this.#run.state.learned as Learned;
    return this.#twin;
  }
}

function requireSize({ hidden }: Settings, inputs: number, outputs: number): void {
  const widths = [inputs, ...hidden.map(({ units }) => units), outputs];
  const count = widths.slice(1).reduce((sum, units, i) => sum + units * (widths[i]! + 1), 0);
  if (count <= mostParameters) return;
  throw new Error(
    `The net has ${count.toLocaleString("en")} parameters, more than the ${mostParameters.toLocaleString("en")} that a page trains well. ` +
      "Take fewer units or layers here, or train it in Node.",
  );
}
