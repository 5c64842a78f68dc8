import {
  type DType,
  DTypeError,
  foldIn,
  formatShape,
  type Parameters,
  randomKey,
  refuse,
  type Shape,
  ShapeError,
  type Spec,
  type Tensor,
  ValueError,
} from "@chainrule/tensor";
import type { Node } from "./functional/node.ts";
import type { ApplyContext, Memory } from "./layers/layer.ts";
import { requirePart } from "./parts.ts";
import { called, type ForPorts, namesOf, type PortNames, type Ports, valuesOf } from "./ports.ts";

/** What the seed is used for: each has a key of its own. */
export const streams: Readonly<Record<"weights" | "order" | "steps" | "split", number>> = {
  weights: 0,
  order: 1,
  steps: 2,
  split: 3,
};

/** The keys that a step draws with: its layers, for dropout and noise, and its optimizer. */
export interface StepKeys {
  readonly layers: Tensor;
  readonly optimizer: Tensor;
}

/** From the key of a step. */
export const keysOf = (key: Tensor): StepKeys => ({ layers: foldIn(key, 0), optimizer: foldIn(key, 1) });

/** The key that those of all steps of a training come from. */
export const keyOfSteps = (seed: number): Tensor => foldIn(randomKey(seed), streams.steps);

/**
 * The keys of a step of training: with that of its layers, `net.apply` drops what the step dropped, and adds the noise
 * that it added.
 *
 * @param seed - that of the training
 * @param step - from 1
 */
export const stepKeys = (seed: number, step: number): StepKeys => keysOf(foldIn(keyOfSteps(seed), step));

/** What a network has learned, and for which inputs. */
export interface Learned<X extends Ports = Tensor, Y extends Ports = Tensor> extends Memory {
  /** Of one example; by name where there are several inputs. */
  readonly inputShape: ForPorts<X, Shape>;
  readonly outputShape: ForPorts<Y, Shape>;
  readonly dtype: DType;
}

/** What a network has learned, whatever its inputs and outputs are. */
export type AnyLearned = Learned<Ports, Ports>;

/** A layer made of layers, with its weights. With several inputs or outputs these are records by name. */
export interface Network<X extends Ports = Tensor, Y extends Ports = Tensor> {
  readonly name: string;
  /**
   * At their places, in the order of calculation. Absent from a network that came from a file: there the expression is
   * all there is.
   */
  readonly layers: readonly Node[] | undefined;
  /** The places of its inputs. */
  readonly starts: readonly Node[];
  readonly ports: PortNames;
  /** The weights: undefined until training or `initialize` has seen the inputs. Training replaces them. */
  memory: Learned<X, Y> | undefined;
  /** What the preparation of the data learned, as plain JSON: travels with the saved model. */
  preprocessing: unknown;
  /** As of a layer. */
  init(
    key: Tensor,
    inputShape: ForPorts<X, Shape>,
    options: { dtype: DType },
  ): Memory & { outputShape: ForPorts<Y, Shape> };
  /** As of a layer. */
  apply(memory: Memory, x: X, context: ApplyContext): [y: Y, state: Parameters];
}

/** A network, whatever its inputs and outputs are. */
export type AnyNetwork = Network<Ports, Ports>;

/** Throws unless it is one. */
export const requireNetwork = (who: string, net: AnyNetwork): void =>
  requirePart(
    who,
    "a network",
    net,
    typeof (net as Partial<AnyNetwork> | undefined)?.apply === "function",
    "sequential([dense(1)])",
    "network",
  );

/** The weights of a network that has some. */
export function memoryOf(who: string, net: AnyNetwork): AnyLearned {
  const memory = (net as AnyNetwork | undefined)?.memory;
  if (memory) return memory;
  requireNetwork(who, net);
  refuse(ValueError, who, "a network with weights", "a new one", "Call train or initialize first.");
}

/** Throws unless numbers are of the dtype that they are computed with. */
export function requireDType(who: string, what: string, expected: DType, received: DType): void {
  if (expected === received) return;
  const cure = `Write tensor(…, { dtype: "${expected}" }) around them.`;
  refuse(DTypeError, who, `${what} in ${expected}`, received, cure);
}

/** Throws unless these are examples such as the network was made for. */
export function requireInputs(who: string, { inputShape, dtype }: AnyLearned, inputs: readonly Spec[]): void {
  for (const [at, expected] of valuesOf<Shape>(inputShape).entries()) {
    const { shape, dtype: found } = inputs[at]!;
    const fits = shape.length === expected.length + 1 && expected.every((length, axis) => length === shape[axis + 1]);
    if (fits && found === dtype) continue;
    const what = called("inputs", namesOf(inputShape)[at]);
    requireDType(who, what, dtype, found);
    refuse(
      ShapeError,
      who,
      `${what} ${formatShape([-1, ...expected])}`,
      formatShape(shape),
      "The network was made for examples of that shape.",
    );
  }
}
