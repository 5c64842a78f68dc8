import { describe, expect, test } from "vitest";
import { columnOf, DataError, targetKind } from "../index.ts";
import { circles } from "./circles.ts";
import { gauss } from "./gauss.ts";
import { spiral } from "./spiral.ts";
import { xor } from "./xor.ts";

const sets = { circles, gauss, spiral, xor };

/** Whether a point without noise may have its label. */
const rules: Readonly<Record<keyof typeof sets, (x: number, y: number, label: number) => boolean>> = {
  circles: (x, y, label) => (label === 1 ? Math.hypot(x, y) > 0.69 : Math.hypot(x, y) < 0.51),
  // Four standard deviations from the middle of its cloud.
  gauss: (x, y, label) => Math.hypot(x - (label - 0.5), y - (label - 0.5)) < 0.9,
  spiral: (x, y, label) => {
    const radius = Math.hypot(x, y);
    const angle = radius * 3.5 * Math.PI + label * Math.PI;
    return Math.hypot(x - radius * Math.sin(angle), y - radius * Math.cos(angle)) < 1e-3;
  },
  xor: (x, y, label) => label === (x * y < 0 ? 1 : 0),
};

describe.each(Object.entries(sets))("%s", (name, make) => {
  test("each point has the label of its place", () => {
    const { columns, rows } = make({ seed: 1, noise: 0 });
    expect(columns).toEqual(["x", "y", "label"]);
    expect(rows).toHaveLength(400);
    const numbers = rows.map((row) => row.map(Number) as [number, number, number]);
    expect(numbers.filter((row) => !rules[name as keyof typeof sets](...row))).toEqual([]);
    const ones = columnOf({ columns, rows }, "label").filter((label) => label === "1").length;
    expect(Math.abs(ones - 200)).toBeLessThan(50);
    expect(targetKind({ columns, rows }, "label")).toBe("boolean");
  });

  test("one seed, one set; noise moves the points by as much as it says", () => {
    expect(make({ seed: 3 })).toEqual(make({ seed: 3 }));
    expect(make({ seed: 3 })).not.toEqual(make({ seed: 4 }));
    const [still, moved] = [0, 0.1].map((noise) => make({ seed: 3, rows: 2000, noise }).rows);
    const moves = still!.flatMap((row, i) => [0, 1].map((axis) => Number(moved![i]![axis]) - Number(row[axis])));
    const deviation = Math.sqrt(moves.reduce((sum, move) => sum + move * move, 0) / moves.length);
    expect(deviation).toBeCloseTo(0.1, 2);
    expect(moved!.map(([, , label]) => label)).toEqual(still!.map(([, , label]) => label));
  });

  test("refuses what is out of range", () => {
    expect(() => make({ seed: 1, rows: 1 })).toThrow(`${name}: expected rows to be a whole number of at least 2`);
    expect(() => make({ seed: 1, noise: -1 })).toThrow(DataError);
  });
});
