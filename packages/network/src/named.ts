/** Values by their names: both in one order. */
export const recordOf = <V>(names: readonly string[], values: readonly V[]): Record<string, V> =>
  Object.fromEntries(names.map((name, i) => [name, values[i]!]));

/** The values of such names, in their order. */
export const inOrderOf = <V>(names: readonly string[], values: Readonly<Record<string, V>>): V[] =>
  names.map((name) => values[name]!);
