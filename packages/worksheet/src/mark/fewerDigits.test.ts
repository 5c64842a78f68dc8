import { describe, expect, test } from "vitest";
import { makeExercise } from "../exercise/makeExercise.ts";
import { readSheet } from "../sheet/readSheet.ts";
import type { Written } from "../sheet/types.ts";
import { markSheet, reportMarking } from "./index.ts";

type Shorten = (x: number) => string;

const changed = (written: Written, shorten: Shorten): Written =>
  typeof written === "string" ? shorten(Number(written)) : written.map((entry) => changed(entry, shorten));
const cut =
  (decimals: number): Shorten =>
  (x) =>
    (Math.trunc(Number((x * 10 ** decimals).toPrecision(12))) / 10 ** decimals).toFixed(decimals);

const exercise = (seed: number, layers: readonly number[]): ReturnType<typeof makeExercise>["key"] => {
  const { key } = makeExercise({ seed, layers, decimals: 10 });
  return { ...key, steps: key.steps.map((step) => ({ ...step, printed: changed(step.printed, (x) => x.toFixed(4)) })) };
};

const ways: Readonly<Record<string, Shorten>> = {
  "2 decimals": (x) => x.toFixed(2),
  "3 decimals": (x) => x.toFixed(3),
  "2 decimals, cut off": cut(2),
  "2 decimals, without zeros at the end": (x) => String(Number(x.toFixed(2))),
};

describe("right steps with fewer digits than the rest of the sheet are right or rounded", () => {
  test.each(Object.entries(ways))("%s", (_, shorten) => {
    for (const [seed, layers] of [
      [11, [2, 2, 2]],
      [8, [2, 3, 2]],
      [5, [3, 2, 3, 2]],
    ] as const) {
      const { key: exact } = makeExercise({ seed, layers, decimals: 10 });
      const key = exercise(seed, layers);
      const names = key.steps.map(({ quantity }) => quantity);
      const parts: ((name: string, at: number) => boolean)[] = [
        ...names.map((name) => (other: string) => other === name),
        (name) => name.endsWith("_new"),
        (_name, at) => at < names.length / 2,
      ];
      for (const isShort of parts) {
        const steps = key.steps.map((step, i) =>
          isShort(step.quantity, i) ? { ...step, printed: changed(exact.steps[i]!.printed, shorten) } : step,
        );
        const { steps: marked } = markSheet(readSheet({ ...key, steps }));
        expect(marked.filter(({ verdict }) => verdict !== "right" && verdict !== "rounded")).toEqual([]);
      }
    }
  });
});

describe("what is wrong stays so", () => {
  const key = exercise(11, [2, 2, 2]);
  const mark = (quantity: string, printed: Written): [ReturnType<typeof markSheet>, string] => {
    const steps = key.steps.map((step) => (step.quantity === quantity ? { ...step, printed } : step));
    const sheet = readSheet({ ...key, steps });
    const marking = markSheet(sheet);
    return [marking, reportMarking(sheet, marking)];
  };

  test("a mistake written with fewer digits is named", () => {
    // The loss is 1.0468: its logarithm to the base 10 is 0.4546.
    const [{ steps }] = mark("loss_terms", [["0.0", "0.45"]]);
    const step = steps.find(({ id }) => id === "loss_terms")!;
    expect([step.verdict, step.mistakes[0]!.id]).toEqual(["wrong", "log-base"]);
  });

  test("a digit off in the last place that is written", () => {
    expect(mark("loss", "1.07")[0].firstWrong).toBe("loss");
    expect(mark("loss", "1.0471")[0].firstWrong).toBe("loss");
  });

  test("no digits are no rounding; what to write instead differs from what is written", () => {
    const [{ firstWrong }, report] = mark("loss", "1");
    expect(firstWrong).toBe("loss");
    expect(report).toContain("  written:       1\n  write instead: 1.0468");
  });

  test("no zero has a sign in what to write instead", () => {
    expect(mark("loss_terms", [["0.5000", "1.0468"]])[1]).toContain("write instead: [[0.0000, 1.0468]]");
  });
});
