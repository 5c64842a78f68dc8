import * as optimizers from "@chainrule/optimizers";
import type { Mask } from "@chainrule/optimizers";
import type { Optimizer, Schedule } from "@chainrule/tensor";
import { named } from "./fixture.ts";

/** A schedule or an optimizer as a fixture holds it: its name and what it is given. */
export type Made =
  | { readonly schedule: string; readonly arguments: readonly unknown[] }
  | { readonly optimizer: string; readonly arguments: readonly unknown[] };

/** What a fixture holds, with the schedules, optimizers and masks in it. */
export function revive(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(revive);
  if ("itself" in value) return (name: string) => name;
  if ("only" in value) return ((name) => name === value.only) satisfies Mask;
  if ("schedule" in value || "optimizer" in value) return make(value as Made);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, revive(part)]));
}

function make(made: Made): Schedule | Optimizer {
  const name = "schedule" in made ? made.schedule : made.optimizer;
  return named<(...given: unknown[]) => Schedule | Optimizer>(optimizers, name)(...made.arguments.map(revive));
}

/** The names of ours in what a fixture holds. */
export function namesIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  const { schedule, optimizer } = value as Record<string, unknown>;
  const own = [schedule, optimizer].filter((name) => typeof name === "string");
  return [...own, ...Object.values(value).flatMap(namesIn)];
}
