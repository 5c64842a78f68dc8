import { range } from "./arrays.ts";
import { momentsOf } from "./draw.ts";
import type { Hand, Net } from "./net.ts";

/** The names of a sheet's steps, in the order in which this hand writes them. */
export function order(net: Net, hand: Hand): string[] {
  const layers = range(net.weights.length).map((i) => i + 1);
  const backwards = [...layers].reverse();
  const forward = layers.flatMap((l) => [`z${l}`, `a${l}`]);
  const early = hand.updatesEarly;
  return [
    ...forward,
    "loss_terms",
    "loss",
    ...backwards.flatMap((l) => [...back(net, hand, l), ...(early ? [...moments(net, l), ...updates(net, l)] : [])]),
    ...(hand.inputGradient ? ["dx"] : []),
    ...(early ? [] : [...backwards.flatMap((l) => moments(net, l)), ...backwards.flatMap((l) => updates(net, l))]),
    ...(hand.lossAfter ? ["loss_after"] : []),
  ];
}

function back(net: Net, hand: Hand, l: number): string[] {
  const place = l === net.weights.length ? "last" : "hidden";
  const optional = ["dL_da", "da_dz"].filter((family) => !hand.leavesOut.has(`${family} ${place}`));
  const bias = net.updateBiases ? [`db${l}`] : [];
  return [
    ...optional.map((family) => `${family}${l}`),
    `delta${l}`,
    ...(hand.biasFirst ? [...bias, `dW${l}`] : [`dW${l}`, ...bias]),
  ];
}

const parametersOf = (net: Net, l: number): string[] => (net.updateBiases ? [`W${l}`, `b${l}`] : [`W${l}`]);

const moments = (net: Net, l: number): string[] =>
  parametersOf(net, l).flatMap((name) => momentsOf(net.optimizer).map((moment) => `${moment}_${name}`));

const updates = (net: Net, l: number): string[] => parametersOf(net, l).map((name) => `${name}_new`);
