import { type Nested, tensor, type Tensor } from "@chainrule/tensor";
import { readdirSync, readFileSync } from "node:fs";

// Other libraries as foreign oracles: the scripts in fixtures/ say what they compute, the tests here compare our
// float64 with it and need no Python.

export type Options = Readonly<Record<string, unknown>>;

interface Fixture<Case> {
  /** How it is made. */
  readonly command: string;
  /** What made it. */
  readonly scripts: readonly string[];
  readonly hash: string;
  readonly cases: readonly Case[];
}

const folder = new URL("../../fixtures/", import.meta.url);

export const fileOf = (name: string): string => readFileSync(new URL(name, folder), "utf8");

export const fixtureNames: readonly string[] = readdirSync(folder).filter((name) => name.endsWith(".json"));

export const readFixture = <Shared, Case>(name: string): Shared & Fixture<Case> =>
  JSON.parse(fileOf(name), (_, value: unknown) => (value === "NaN" ? NaN : value)) as Shared & Fixture<Case>;

/** What libraries say of a kind of functions: PyTorch in `losses.json`, Keras in `keras_losses.json` and so on. */
export const fixtures = <Shared, Case>(kind: string): readonly (Shared & Fixture<Case> & { readonly from: string })[] =>
  fixtureNames
    .filter((name) => name === `${kind}.json` || name.endsWith(`_${kind}.json`))
    .map((name) => ({ ...readFixture<Shared, Case>(name), from: name }));

export const float64 = (data: Nested): Tensor => tensor(data, { dtype: "float64" });

/** Largest difference, as a share of their value or of the unit where that is larger. */
export function deviation(ours: unknown, theirs: unknown, unit: number): number {
  const [a, b] = [ours, theirs].map((data) => [data].flat(Infinity) as number[]) as [number[], number[]];
  if (a.length !== b.length) return NaN;
  return Math.max(...a.map((x, i) => Math.abs(x - b[i]!) / Math.max(Math.abs(b[i]!), unit)));
}

/** A function with options, as the packages export them, by the name in a fixture. */
export const named = <F>(module: object, name: string): F => (module as Record<string, F>)[name]!;
