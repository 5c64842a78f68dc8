import { DataError } from "./error.ts";
import { listed } from "./internal/names.ts";
import type { Feature, NumberColumn, Preparation, Target } from "./preparation.ts";

/**
 * Checks a preparation that comes out of a file, and copies what is known of it, so that nothing else gets in.
 *
 * @param json - as `JSON.parse` gives it
 * @throws DataError naming the first part that is not as `fitPreparation` writes it
 */
export function validatePreparation(json: unknown): Preparation {
  const { features, target, missing } = record("preparation", json);
  const result: Preparation = {
    features: list("preparation.features", features, 1, readFeature),
    target: readTarget("preparation.target", target),
    missing: oneOf("preparation.missing", missing, ["error", "mean"]),
  };
  requireDistinct(
    "preparation",
    [...result.features, result.target].map(({ column }) => column),
  );
  return result;
}

function readFeature(path: string, json: unknown): Feature {
  const { kind, column, values, usual, mean, scale } = record(path, json);
  if (oneOf(`${path}.kind`, kind, ["number", "category"]) === "number") return readNumber(path, column, mean, scale);
  const known = labels(`${path}.values`, values, 1);
  return {
    kind: "category",
    column: text(`${path}.column`, column),
    values: known,
    usual: oneOf(`${path}.usual`, usual, known),
  };
}

function readTarget(path: string, json: unknown): Target {
  const { kind, column, labels: known, mean, scale } = record(path, json);
  const decided = oneOf(`${path}.kind`, kind, ["number", "boolean", "classes"]);
  if (decided === "number") return readNumber(path, column, mean, scale);
  const name = text(`${path}.column`, column);
  const all = labels(`${path}.labels`, known, 2);
  if (decided === "classes") return { kind: "classes", column: name, labels: all };
  const [negative = "", positive = "", more] = all;
  must(more === undefined, `${path}.labels`, "two labels", known);
  return { kind: "boolean", column: name, labels: [negative, positive] };
}

const readNumber = (path: string, column: unknown, mean: unknown, scale: unknown): NumberColumn => ({
  kind: "number",
  column: text(`${path}.column`, column),
  mean: number(`${path}.mean`, mean, -Infinity),
  scale: number(`${path}.scale`, scale, 0),
});

function labels(path: string, json: unknown, least: number): string[] {
  const known = list(path, json, least, text);
  requireDistinct(path, known);
  return known;
}

function requireDistinct(path: string, names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    must(!seen.has(name), path, "free of repetitions", name);
    seen.add(name);
  }
}

function list<T>(path: string, json: unknown, least: number, read: (path: string, item: unknown) => T): T[] {
  must(Array.isArray(json) && json.length >= least, path, `a list of at least ${least}`, json);
  return (json as unknown[]).map((item, i) => read(`${path}[${i}]`, item));
}

function record(path: string, json: unknown): Readonly<Record<string, unknown>> {
  must(typeof json === "object" && json !== null && !Array.isArray(json), path, "an object", json);
  return json as Record<string, unknown>;
}

function text(path: string, json: unknown): string {
  must(typeof json === "string" && json !== "", path, "a text", json);
  return json;
}

function number(path: string, json: unknown, above: number): number {
  const name = above === 0 ? "a number above 0" : "a number";
  must(typeof json === "number" && Number.isFinite(json) && json > above, path, name, json);
  return json;
}

function oneOf<T extends string>(path: string, json: unknown, allowed: readonly T[]): T {
  const found = allowed.find((name) => name === json);
  must(found !== undefined, path, `one of ${listed(allowed)}`, json);
  return found;
}

function must(holds: boolean, path: string, expected: string, received: unknown): asserts holds {
  if (holds) return;
  throw new DataError(
    `validatePreparation: expected ${path} to be ${expected}, received ${describe(received)}. ` +
      "The file is damaged or was not written by this library: train and save again.",
  );
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object" && value !== null) return "an object";
  return typeof value === "string" ? JSON.stringify(value.slice(0, 40)) : String(value);
}
