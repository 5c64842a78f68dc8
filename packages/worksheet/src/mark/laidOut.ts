import { layout } from "../layout/layout.ts";
import { problemOfSheet } from "../layout/problemOfSheet.ts";
import { quantity } from "../sheet/quantity.ts";
import type { SheetNet } from "../sheet/types.ts";
import { type Box, point } from "./box.ts";
import type { Chain } from "./chain.ts";

/**
 * What laying out a net gives for a name, such as a piece of a solver's direction or what an optimizer remembers: for
 * the names that no rule of the marker is about.
 */
export function laidOut(net: SheetNet, name: string): Box | undefined {
  const values = known.get(net) ?? valuesOf(net);
  known.set(net, values);
  return values.get(name);
}

/** Whether the marker's own update comes to the memory and the weights that laying out gives. */
export function followsLayout(net: SheetNet, truth: Chain): boolean {
  const names = net.weights.flatMap((_, i) =>
    (["W_new", "b_new", "m_W", "m_b", "v_W", "v_b"] as const).map((family) => quantity(family, i + 1).name),
  );
  return names.every((name) => {
    const other = laidOut(net, name);
    if (!other) return true;
    const { low } = truth.value(name);
    return low.length === other.low.length && low.every((x, i) => isNear(x, other.low[i]!));
  });
}

const isNear = (a: number, b: number): boolean => Object.is(a, b) || Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));

const known = new WeakMap<SheetNet, ReadonlyMap<string, Box>>();

function valuesOf(net: SheetNet): Map<string, Box> {
  const { steps } = layout(problemOfSheet({ id: "", title: "", net }));
  return new Map(
    steps.map(({ id, value }) => {
      const { rank, shape } = value;
      return [id, point(rank < 2 ? [1, shape[0] ?? 1] : shape, Float64Array.from(value.data!))] as const;
    }),
  );
}
