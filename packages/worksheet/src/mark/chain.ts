import { quantity, type Quantity, readQuantity } from "../sheet/quantity.ts";
import type { Matrix, SheetNet } from "../sheet/types.ts";
import { backward } from "./backward.ts";
import { type Box, pointOf } from "./box.ts";
import { type Calculation, type Makers, resultOf } from "./calculation.ts";
import { forward } from "./forward.ts";
import { along, isOfSolver, solvedOf } from "./solve.ts";
import { update } from "./update.ts";

/** How somebody may compute what the sheet leaves open. */
export interface Habits {
  /** Slopes from the pre-activation or, where there is such a form, from the activation: `a(1 − a)`. */
  readonly slope: "z" | "a";
  /** Pass over what one need not write (`dL_da`, `da_dz`, `loss_terms`), even where it is written. */
  readonly direct: boolean;
  /** The loss from the output alone, whose 1 − a may have lost its digits; else through the activation. */
  readonly apart?: boolean;
  /** What becomes of a number that is used but not written. */
  readonly unwritten?: (value: Box) => Box;
}

const makers: Makers = { ...forward, ...backward, ...along, ...update };

const optional: ReadonlySet<string> = new Set(["dL_da", "da_dz", "loss_terms", "dL_da_terms"]);

/**
 * One way through the whole calculation: some numbers are taken as they stand, the others follow from them.
 *
 * With no numbers taken it is the right calculation in full precision.
 */
export class Chain {
  readonly net: SheetNet;
  readonly taken: ReadonlyMap<string, Box>;
  readonly habits: Habits;
  /** What has been taken so far. */
  readonly used: Set<string> = new Set();
  private readonly known = new Map<string, Box>();

  constructor(net: SheetNet, taken: ReadonlyMap<string, Box>, habits: Habits) {
    this.net = net;
    this.taken = taken;
    this.habits = habits;
  }

  get layers(): number {
    return this.net.activations.length;
  }

  get examples(): number {
    return this.net.input.length;
  }

  /** Whether this net has such a quantity. */
  has = ({ family, layer }: Quantity): boolean =>
    layer <= this.layers && (!isOfSolver(family) || solvedOf(this.net) !== undefined);

  /** Whether a quantity is taken as it stands. */
  takes(name: string): boolean {
    return this.taken.has(name) && !(this.habits.direct && optional.has(readQuantity(name)!.family));
  }

  /** The value of a quantity by its canonical name. */
  value(name: string): Box {
    if (this.takes(name)) {
      this.used.add(name);
      return this.taken.get(name)!;
    }
    const known = this.known.get(name);
    if (known) return known;
    const wanted = readQuantity(name)!;
    const given = this.given(name);
    const exact = given ?? resultOf(this.calculation(wanted));
    const value = given || !optional.has(wanted.family) ? exact : (this.habits.unwritten?.(exact) ?? exact);
    this.known.set(name, value);
    return value;
  }

  /** The value of a quantity as it follows from others, whether or not it is taken as it stands. */
  recompute = (quantity: Quantity): Box => resultOf(this.calculation(quantity));

  private readonly shapes = new Map<string, readonly number[]>();

  shape(name: string): readonly number[] {
    const shape = this.shapes.get(name) ?? this.value(name).shape;
    this.shapes.set(name, shape);
    return shape;
  }

  /** What comes into a layer: the activation of the layer before, or the input. */
  incoming = (layer: number): Box => this.value(this.incomingName(layer));

  incomingName = (layer: number): string => (layer === 1 ? "x" : `a${layer - 1}`);

  of = (family: Quantity["family"], layer = 0): Box => this.value(quantity(family, layer).name);

  private readonly calculations = new Map<string, Calculation>();

  /** How a quantity follows from others. */
  calculation({ family, layer, name }: Quantity): Calculation {
    const calculation = this.calculations.get(name) ?? makers[family]!(this, layer);
    this.calculations.set(name, calculation);
    return calculation;
  }

  /** What the sheet gives. */
  given(name: string): Box | undefined {
    const known = givens.get(this.net) ?? new Map<string, Box | undefined>();
    givens.set(this.net, known);
    if (!known.has(name)) known.set(name, givenBy(this.net, readQuantity(name)!));
    return known.get(name);
  }
}

// Every way through a sheet starts from the same numbers.
const givens = new WeakMap<SheetNet, Map<string, Box | undefined>>();

function givenBy({ input, target, weights, biases }: SheetNet, { family, layer }: Quantity): Box | undefined {
  const rows: Partial<Record<Quantity["family"], Matrix>> = {
    x: input,
    y: target,
    W: weights[layer - 1]!,
    b: [biases[layer - 1] ?? []],
  };
  return rows[family] && pointOf(rows[family]);
}
