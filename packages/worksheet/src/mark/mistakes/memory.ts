import { middle, point } from "../box.ts";
import { descend, memoryOf } from "../descend.ts";
import { before, gradientOf, shapeOf } from "../update.ts";
import type { Place, Rule } from "./mistake.ts";

type Numbers = Float64Array;

/** What an optimizer has before it for one table of parameters. */
export interface Memory {
  /** Which quantity of it the step is about. */
  readonly about: "m" | "v" | "new";
  readonly part: "W" | "b";
  /** Of the table in the marker, and as the optimizer sees it: biases have one axis. */
  readonly shape: readonly number[];
  readonly own: readonly number[];
  readonly parameter: Numbers;
  readonly gradient: Numbers;
  readonly before: { readonly m: Numbers; readonly v: Numbers };
  /** After the step; undefined for what this optimizer does not keep. */
  readonly after: { readonly m: Numbers | undefined; readonly v: Numbers | undefined };
  /** The number of the step, from 1. */
  readonly step: number;
  /** A number among the options. */
  readonly option: (name: string, fallback: number) => number;
}

/** The memory at a step of the update; undefined elsewhere, and for plain descent. */
export function memoryAt({ quantity: { family, layer }, chain }: Place): Memory | undefined {
  const { net } = chain;
  const match = /^(?:([mv])_)?([Wb])(_new)?$/.exec(family);
  const part = match?.[2] as "W" | "b" | undefined;
  if (!part || family === part || net.optimizer.name === "sgd" || (part === "b" && !net.updateBiases)) return undefined;
  const gradient = gradientOf(chain, part, layer);
  const start = before(chain, part, layer, gradient);
  const about = (match?.[1] ?? "new") as Memory["about"];
  const kept = about === "new" ? memoryOf(net) : [];
  const after = (slot: "m" | "v"): Numbers | undefined =>
    kept.includes(slot) ? middle(chain.of(`${slot}_${part}`, layer)) : undefined;
  return {
    about,
    part,
    shape: gradient.shape,
    own: shapeOf(chain, part, layer),
    parameter: middle(chain.of(part, layer)),
    gradient: middle(gradient),
    before: { m: middle(start.m!), v: middle(start.v!) },
    after: { m: after("m"), v: after("v") },
    step: net.stepsBefore + 1,
    option: (name, fallback) => Number(net.optimizer.options[name] ?? fallback),
  };
}

/** A rule that gives these numbers. */
export const giving = ({ calculation }: Place, { shape }: Memory, says: string, numbers: () => Numbers): Rule => ({
  says,
  calculation: { ...calculation, compute: () => point(shape, numbers()) },
});

/** The new parameters as the optimizer makes them of another memory. */
export const stepWith = (
  { chain }: Place,
  { own: shape, parameter, gradient, before: { m, v } }: Memory,
  after: Memory["after"],
  optimizer = chain.net.optimizer,
): Numbers => descend({ ...chain.net, optimizer }, { shape, parameter, gradient, m, v, after }).parameter;

export const isHeavyBall = ({ chain }: Place): boolean => ["momentum", "nesterov"].includes(chain.net.optimizer.name);
