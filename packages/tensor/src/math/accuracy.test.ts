import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { float32, float64 } from "./arithmetic.ts";
import { exp, expm1 } from "./exp.ts";
import { log, log1p } from "./log.ts";
import { erf, normalCdf, normalPdf } from "./normal.ts";
import { type Elementary, error, promises, spacing } from "./promises.ts";
import { sigmoid, softplus, tanh } from "./sigmoid.ts";
import { cos, sin } from "./sine.ts";

// The errors that the docstrings promise, over all of float32.

/** Every 4,099th pattern of 32 bits that is a finite float, of both signs and every exponent. */
function* floats(thinned = 1): Generator<number> {
  const bits = new Uint32Array(1);
  const float = new Float32Array(bits.buffer);
  for (let pattern = 0; pattern < 2 ** 32; pattern += 4099 * thinned) {
    bits[0] = pattern;
    if (Number.isFinite(float[0])) yield float[0]!;
  }
}

describe("float32: error in ulp over all floats", () => {
  test.each(Object.entries(promises))("%s", (_, { f, truth, ulp, where = () => true, thinned }) => {
    const worst = { error: 0, at: NaN };
    for (const x of floats(thinned)) {
      if (!where(x)) continue;
      const off = error(f(float32, x), truth(x));
      // Not `off > …`: that would let NaN pass.
      if (!(off <= worst.error)) Object.assign(worst, { error: off, at: x });
    }
    expect(worst.error, `at ${worst.at}`).toBeLessThanOrEqual(ulp);
  });
});

describe("float64: within 4 ulp", () => {
  const errorOf = (f: Elementary, x: number, truth: number): number =>
    Math.abs(f(float64, x) - truth) / spacing(truth, 53);

  test.each(Object.entries(promises).filter(([name]) => !/erf|normal/.test(name)))("%s", (_, { f, truth, where }) => {
    for (let i = -600; i <= 600; i++) {
      const x = Math.sign(i) * 1.7 ** (Math.abs(i) / 10 - 50);
      if ((where ?? Number.isFinite)(x) && Number.isFinite(truth(x))) {
        expect(errorOf(f, x, truth(x)), `at ${x}`).toBeLessThanOrEqual(4);
      }
    }
  });

  const read = (name: string): string => readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), "utf8");
  const fixture = JSON.parse(read("normal.json")) as { script: string; rows: [number, number, number, number][] };

  test("erf, normalCdf and normalPdf against 50 digits of mpmath", () => {
    expect(fixture.script, "normal.json is of another normal.py").toBe(
      createHash("sha256").update(read("normal.py")).digest("hex"),
    );
    for (const [x, ...truths] of fixture.rows) {
      [erf, normalCdf, normalPdf].forEach((f, i) => {
        expect(errorOf(f, x, truths[i]!), `${f.name} at ${x}`).toBeLessThanOrEqual(4);
      });
    }
  });
});

test("the ends: ±∞ and NaN", () => {
  const ends = (f: Elementary): number[] => [-Infinity, Infinity, NaN].map((x) => f(float32, x));
  expect(ends(exp)).toEqual([0, Infinity, NaN]);
  expect(ends(expm1)).toEqual([-1, Infinity, NaN]);
  expect(ends(log)).toEqual([NaN, Infinity, NaN]);
  expect(ends(log1p)).toEqual([NaN, Infinity, NaN]);
  expect(ends(sigmoid)).toEqual([0, 1, NaN]);
  expect(ends(tanh)).toEqual([-1, 1, NaN]);
  expect(ends(softplus)).toEqual([0, Infinity, NaN]);
  expect(ends(sin)).toEqual([NaN, NaN, NaN]);
  expect(ends(cos)).toEqual([NaN, NaN, NaN]);
  expect(ends(normalPdf)).toEqual([0, 0, NaN]);
  expect(ends(normalCdf)).toEqual([0, 1, NaN]);
  expect(ends(erf)).toEqual([-1, 1, NaN]);
  expect([log(float64, 0), log(float64, -0), log1p(float64, -1)]).toEqual([-Infinity, -Infinity, -Infinity]);
  expect([log(float64, -1e-300), log1p(float64, -1.5)]).toEqual([NaN, NaN]);
});

test("sine and cosine of large arguments are those of an argument about 1 ulp away", () => {
  for (const [m, bits, last] of [
    [float32, 24, 4e6],
    [float64, 53, 1e15],
  ] as const) {
    for (let x = 101.7; x < last; x *= 1.003) {
      const at = m.constant(x);
      expect(Math.abs(sin(m, at) - Math.sin(at)), `sin at ${at}`).toBeLessThanOrEqual(1.1 * spacing(at, bits));
      expect(Math.abs(cos(m, -at) - Math.cos(at)), `cos at ${at}`).toBeLessThanOrEqual(1.1 * spacing(at, bits));
    }
  }
  // Beyond, a number between −1 and 1 still.
  expect(Math.abs(sin(float32, 1e30))).toBeLessThanOrEqual(1);
});
