import { type Parameters, refuse, type StateTree, type Tensor, ValueError } from "@chainrule/tensor";

/** The same names with new tensors. */
export const mapRecord = (record: Parameters, f: (value: Tensor, name: string) => Tensor): Parameters =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, f(value, name)]));

/** The parameter of that name; throws ValueError if a gradient has no parameter. */
export function parameterOf(parameters: Parameters, name: string): Tensor {
  const parameter = parameters[name];
  if (parameter) return parameter;
  const known = Object.keys(parameters).join(", ");
  refuse(
    ValueError,
    "optimizer",
    `gradients of the parameters ${known}`,
    `one of ${name}`,
    "Pass records with equal names.",
  );
}

/** A part of the state. One without memory is an empty branch, which a file may have dropped. */
export const branch = (state: StateTree, name: string): StateTree =>
  (state as Readonly<Record<string, StateTree>>)[name] ?? {};

/** A part of the state of each parameter, as a record: of `{ w: { mean, square } }` the mean is `{ w: mean }`. */
export const partOf = (parameters: Parameters, state: StateTree, part: string): Parameters =>
  mapRecord(parameters, (_, name) => branch(branch(state, name), part) as Tensor);

/** Any of the parameters, for its dtype; throws ValueError without one. */
export const firstOf = (who: string, parameters: Parameters): Tensor =>
  Object.values(parameters)[0] ?? refuse(ValueError, who, "at least one parameter", "none", "Add a layer that learns.");
