import {
  addRow,
  columnSums,
  type Matrix,
  map,
  multiply,
  plus,
  range,
  scale,
  sum,
  times,
  transpose,
  zip,
} from "./arrays.ts";
import { apply, type Curve, curves, lossSlopes, lossTerms, softmax, softmaxJacobian } from "./curves.ts";
import type { Hand, Net } from "./net.ts";

/** A sheet in the making: what is known so far, and how each quantity follows from it. */
export class Page {
  readonly net: Net;
  readonly hand: Hand;
  /** What the writer goes on with, by the names of the format. A single number or a list is one row. */
  readonly values: Map<string, Matrix>;
  /** Which of them were looked up. */
  readonly read = new Set<string>();
  /** AdamW taken for Adam with L2, all along. */
  readonly coupled: boolean;
  readonly #curves: Readonly<Record<string, Curve>>;

  constructor(net: Net, hand: Hand, values: ReadonlyMap<string, Matrix> = new Map(), coupled = false) {
    this.net = net;
    this.hand = hand;
    this.values = new Map(values);
    this.coupled = coupled;
    this.#curves = curves(net.leakySlope ?? 0.01);
  }

  /** The same page with some values replaced. */
  but(values: Readonly<Record<string, Matrix>>): Page {
    return new Page(this.net, this.hand, new Map([...this.values, ...Object.entries(values)]), this.coupled);
  }

  asCoupled(): Page {
    return new Page(this.net, this.hand, this.values, true);
  }

  /** A quantity as it stands on the page, or worked out in passing where it was left out. */
  get(name: string): Matrix {
    const known = this.values.get(name);
    if (known) {
      this.read.add(name);
      return known;
    }
    return this.right(name);
  }

  get layers(): number {
    return this.net.weights.length;
  }

  get examples(): number {
    return this.net.x.length;
  }

  W(layer: number): Matrix {
    return this.net.weights[layer - 1]!;
  }

  b(layer: number): Matrix {
    return [this.net.biases[layer - 1]!];
  }

  a(layer: number): Matrix {
    return layer === 0 ? this.net.x : this.get(`a${layer}`);
  }

  z(layer: number): Matrix {
    return this.get(`z${layer}`);
  }

  delta(layer: number): Matrix {
    return this.get(`delta${layer}`);
  }

  activation(layer: number): string {
    return this.net.activations[layer - 1]!;
  }

  curve(name: string): Curve {
    return this.#curves[name]!;
  }

  couples(layer: number): boolean {
    return this.activation(layer) === "softmax";
  }

  activate(name: string, z: Matrix): Matrix {
    return name === "softmax" ? softmax(z) : apply((x) => this.curve(name).value(x), z);
  }

  masked(layer: number, m: Matrix): Matrix {
    const mask = this.net.masks[`a${layer}`];
    return mask ? times(m, mask) : m;
  }

  /** Over the examples: their mean or sum. */
  overBatch(m: Matrix): Matrix {
    return this.net.batch === "mean" ? scale(m, 1 / this.examples) : m;
  }

  /** The slope of each activation by its own argument; of softmax the diagonal. */
  slopes(layer: number): Matrix {
    if (this.couples(layer)) return diagonal(this.jacobian(layer));
    return this.get(`da_dz${layer}`);
  }

  jacobian(layer: number): Matrix {
    const width = this.net.sizes[layer]!;
    const written = this.values.get(`da_dz${layer}`);
    const square = written?.[0]?.length === width * width && this.hand.jacobian === "square";
    return square ? this.get(`da_dz${layer}`) : this.#softmaxSlopes(layer);
  }

  #softmaxSlopes(layer: number): Matrix {
    const masked = this.net.masks[`a${layer}`] !== undefined;
    const direct = this.hand.slopeFrom === "a" && !masked;
    const square = softmaxJacobian(direct ? this.a(layer) : softmax(this.z(layer)));
    const mask = this.net.masks[`a${layer}`];
    const width = this.net.sizes[layer]!;
    return mask ? map(square, (x, r, c) => x * mask[r]![Math.floor(c / width)]!) : square;
  }

  penalty(weights: readonly Matrix[]): number {
    const { regularizer } = this.net;
    if (!regularizer) return 0;
    const size = regularizer.name === "l1" ? Math.abs : (x: number): number => x * x;
    return regularizer.strength * sum(weights.flatMap((w) => w.flatMap((row) => row.map(size))));
  }

  penaltySlope(w: Matrix): Matrix {
    const { regularizer } = this.net;
    if (!regularizer) return scale(w, 0);
    return apply((x) => regularizer.strength * (regularizer.name === "l1" ? Math.sign(x) : 2 * x), w);
  }

  /** W1 or b1 as a matrix, from "W1" or "b1". */
  parameter(name: string): Matrix {
    const layer = Number(name.slice(1));
    return name.startsWith("W") ? this.W(layer) : this.b(layer);
  }

  /** The optimizer's memory of a parameter before this step. */
  before(moment: "m" | "v", parameter: string): Matrix {
    const start = this.net.optimizer === "adagrad" ? this.net.options.initialAccumulator! : 0;
    return this.net.state[`${moment}_${parameter}`] ?? map(this.parameter(parameter), () => start);
  }

  option(name: string): number {
    return this.net.options[name] ?? 0;
  }

  /** The gradient that the optimizer is given. */
  gradient(parameter: string): Matrix {
    const gradient = this.get(`d${parameter}`);
    return this.coupled ? plus(gradient, scale(this.parameter(parameter), this.option("decay"))) : gradient;
  }

  /** What the quantity should be, from what stands on the page. */
  right(name: string): Matrix {
    const parameter = /^([mv])_([Wb]\d+)$/.exec(name);
    if (parameter) return this.moment(parameter[1] as "m" | "v", parameter[2]!);
    if (name.endsWith("_new")) return plus(this.parameter(name.slice(0, -4)), scale(this.step(name.slice(0, -4)), -1));
    if (name === "loss_terms") return lossTerms(this.net.loss, this.a(this.layers), this.net.y);
    if (name === "loss") return this.total(this.get("loss_terms"), this.net.weights);
    if (name === "loss_after") return this.lossAfter();
    if (name === "dx") return multiply(this.delta(1), transpose(this.W(1)));
    const [, family, digits] = /^(\D+)(\d+)$/.exec(name)!;
    return this.#ofLayer(family!, Number(digits));
  }

  #ofLayer(family: string, layer: number): Matrix {
    switch (family) {
      case "z":
        return addRow(multiply(this.a(layer - 1), this.W(layer)), this.b(layer)[0]!);
      case "a":
        return this.masked(layer, this.activate(this.activation(layer), this.z(layer)));
      case "dL_da":
        return layer === this.layers
          ? lossSlopes(this.net.loss, this.a(layer), this.net.y)
          : multiply(this.delta(layer + 1), transpose(this.W(layer + 1)));
      case "da_dz":
        return this.#slopesOf(layer);
      case "delta":
        return this.#deltaOf(layer);
      case "dW":
        return plus(
          this.overBatch(multiply(transpose(this.a(layer - 1)), this.delta(layer))),
          this.penaltySlope(this.W(layer)),
        );
      case "db":
        return this.overBatch(columnSums(this.delta(layer)));
      default:
        throw new Error(`no rule for ${family}${layer}`);
    }
  }

  #slopesOf(layer: number): Matrix {
    if (this.couples(layer)) {
      const square = this.#softmaxSlopes(layer);
      return this.hand.jacobian === "square" ? square : diagonal(square);
    }
    const curve = this.curve(this.activation(layer));
    const fromValue = this.hand.slopeFrom === "a" && !this.net.masks[`a${layer}`] ? curve.slopeOfValue : undefined;
    return this.masked(
      layer,
      fromValue ? apply(fromValue, this.a(layer)) : apply((z) => curve.slope(z), this.z(layer)),
    );
  }

  /** Whether delta of the last layer is a − y. */
  get direct(): boolean {
    const head = `${this.activation(this.layers)} ${this.net.loss}`;
    return head === "softmax cce" || head === "sigmoid bce";
  }

  #deltaOf(layer: number): Matrix {
    if (layer === this.layers && this.direct && this.hand.directDelta) {
      return zip(this.a(layer), this.net.y, (a, y) => a - y);
    }
    const incoming = this.get(`dL_da${layer}`);
    return this.couples(layer) ? throughJacobian(incoming, this.jacobian(layer)) : times(incoming, this.slopes(layer));
  }

  /** The loss from its terms. */
  total(terms: Matrix, weights: readonly Matrix[]): Matrix {
    const all = sum(terms.flat());
    return [[(this.net.batch === "mean" ? all / this.examples : all) + this.penalty(weights)]];
  }

  lossAfter(weight = (l: number): Matrix => this.get(`W${l}_new`), bias = this.#newBias): Matrix {
    const layers = range(this.layers).map((i) => i + 1);
    const out = layers.reduce(
      (a, l) => this.masked(l, this.activate(this.activation(l), addRow(multiply(a, weight(l)), bias(l)[0]!))),
      this.net.x,
    );
    return this.total(
      lossTerms(this.net.loss, out, this.net.y),
      layers.map((l) => weight(l)),
    );
  }

  readonly #newBias = (l: number): Matrix => (this.net.updateBiases ? this.get(`b${l}_new`) : this.b(l));

  moment(moment: "m" | "v", parameter: string): Matrix {
    const g = this.gradient(parameter);
    const old = this.before(moment, parameter);
    const { optimizer } = this.net;
    if (moment === "m" && (optimizer === "momentum" || optimizer === "nesterov")) {
      // As in PyTorch: dampening spares the first gradient.
      const fresh = this.net.stepsBefore === 0 ? 1 : 1 - this.option("dampening");
      return zip(old, g, (m, d) => this.option("momentum") * m + fresh * d);
    }
    if (moment === "m") return zip(old, g, (m, d) => this.option("beta1") * m + (1 - this.option("beta1")) * d);
    if (optimizer === "adagrad") return zip(old, g, (v, d) => v + d * d);
    const decay = this.option(optimizer === "rmsprop" ? "decay" : "beta2");
    return zip(old, g, (v, d) => decay * v + (1 - decay) * d * d);
  }

  /** What is taken off a parameter. */
  step(parameter: string): Matrix {
    const { optimizer, rate } = this.net;
    const m = (): Matrix => this.get(`m_${parameter}`);
    const v = (): Matrix => this.get(`v_${parameter}`);
    switch (optimizer) {
      case "sgd":
        return scale(this.gradient(parameter), rate);
      case "momentum":
        return scale(m(), rate);
      case "nesterov":
        return zip(this.gradient(parameter), m(), (g, x) => rate * (g + this.option("momentum") * x));
      case "adam":
      case "adamw":
        return this.adamStep(parameter, { m: m(), v: v() });
      default:
        return zip(this.gradient(parameter), v(), (g, x) => (rate * g) / (Math.sqrt(x) + this.option("epsilon")));
    }
  }

  /** Adam's step from its two moments; every part of it can be had otherwise. */
  adamStep(parameter: string, { m, v, ...other }: AdamParts): Matrix {
    const { rate, stepsBefore } = this.net;
    const { t = stepsBefore + 1, beta1 = this.option("beta1"), beta2 = this.option("beta2") } = other;
    const [unbias1, unbias2] = other.plain ? [1, 1] : [1 - beta1 ** t, 1 - beta2 ** t];
    const epsilon = this.option("epsilon");
    const direction = zip(m, v, (x, y) =>
      other.inside ? x / unbias1 / Math.sqrt(y / unbias2 + epsilon) : x / unbias1 / (Math.sqrt(y / unbias2) + epsilon),
    );
    const decay = this.coupled ? 0 : this.option("decay");
    return zip(direction, this.parameter(parameter), (d, w) => rate * (d + decay * w));
  }
}

interface AdamParts {
  m: Matrix;
  v: Matrix;
  t?: number;
  beta1?: number;
  beta2?: number;
  plain?: boolean;
  inside?: boolean;
}

export const throughJacobian = (incoming: Matrix, square: Matrix): Matrix =>
  incoming.map((row, e) => row.map((_, j) => sum(row.map((d, i) => d * square[e]![i * row.length + j]!))));

export const diagonal = (square: Matrix): Matrix =>
  square.map((row) => {
    const width = Math.sqrt(row.length);
    return range(width).map((i) => row[i * (width + 1)]!);
  });
