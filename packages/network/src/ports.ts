import { isNamed, refuse, type Shape, type Tensor, type TensorLike, ValueError } from "@chainrule/tensor";
import { recordOf } from "./named.ts";

// Where tensors go into a network and come out: one of each in a chain, several by name in other networks.

/** One thing, or several by name. */
export type OneOrNamed<T> = T | Readonly<Record<string, T>>;

/** What a network takes or gives. */
export type Ports = OneOrNamed<Tensor>;

/** Such a thing for each port: a shape, a loss. */
export type ForPorts<P extends Ports, T> = P extends Tensor ? T : { readonly [Name in keyof P]: T };

/** What the tensors of ports can be made from. */
export type PortsLike<P extends Ports> = ForPorts<P, TensorLike>;

/** What the inputs and outputs of a network are called: records by these names, or anything where one needs none. */
export interface PortNames {
  readonly inputs: OneOrNamed<unknown>;
  readonly outputs: OneOrNamed<unknown>;
}

export type Shapes = OneOrNamed<Shape>;

/** The names, undefined for the one that needs none. */
export const namesOf = (ports: OneOrNamed<unknown>): readonly (string | undefined)[] =>
  isNamed(ports) ? Object.keys(ports) : [undefined];

/** The things themselves, in the order of their names. */
export const valuesOf = <T>(ports: OneOrNamed<T>): T[] => (isNamed(ports) ? Object.values(ports) : [ports]);

/** Other things under the same names. */
export const alike = <T>(ports: OneOrNamed<unknown>, values: readonly T[]): OneOrNamed<T> =>
  isNamed(ports) ? recordOf(Object.keys(ports), values) : values[0]!;

/**
 * The things in the order of the names of others.
 *
 * @throws ValueError unless the names are the same
 */
export function arranged<T>(who: string, what: string, ports: OneOrNamed<unknown>, given: OneOrNamed<T>): T[] {
  const [expected, received] = [namesOf(ports), namesOf(given)];
  const fits = expected.length === received.length && expected.every((name) => received.includes(name));
  if (fits) return isNamed(given) ? expected.map((name) => given[name!]!) : [given];
  const list = (names: readonly (string | undefined)[]): string =>
    names[0] === undefined ? `${what} without a name` : `${what} by the names ${names.join(", ")}`;
  return refuse(ValueError, who, list(expected), list(received), "Give each of them, and nothing else.");
}

/** How to speak of one: `inputs`, or `inputs image`. */
export const called = (what: string, name: string | undefined): string =>
  name === undefined ? what : `${what} ${name}`;
