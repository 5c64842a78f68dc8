import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { layoutSheet, readSheet, toJson } from "../src/index.ts";
import { map, type Matrix, range } from "./arrays.ts";
import { mayBe, type Pen, write } from "./digits.ts";
import { drawHand, drawNet } from "./draw.ts";
import { makeClean, makePlanted } from "./generate.ts";
import { kinds } from "./mistakes/index.ts";
import type { Hand, Net } from "./net.ts";
import { order } from "./order.ts";
import { Page } from "./page.ts";
import { Random } from "./random.ts";

const seeds = range(60);
const hand = (random: Random): Hand => ({
  ...drawHand(random, true),
  jacobian: "square",
  inputGradient: true,
  lossAfter: true,
});

function valuesOf(net: Net, by: Hand): Page {
  const page = new Page(net, by);
  for (const name of order(net, by)) page.values.set(name, page.right(name));
  return page;
}

const change = (m: Matrix, row: number, column: number, by: number): Matrix =>
  map(m, (x, r, c) => (r === row && c === column ? x + by : x));

test("gradients are the slopes of the loss, by central differences", () => {
  const h = 1e-5;
  for (const seed of seeds) {
    const random = new Random(`differences ${seed}`);
    const [net, by] = [drawNet(random), hand(random)];
    const page = valuesOf(net, by);
    // At a kink there is no slope to compare.
    const kinked = range(page.layers).some((i) =>
      page
        .z(i + 1)
        .flat()
        .some((z) => Math.abs(z) < 1e-3),
    );
    if (kinked) continue;
    const loss = (other: Partial<Net>): number => new Page({ ...net, ...other }, by).right("loss")[0]![0]!;
    const slope = (along: (by: number) => Partial<Net>): number => (loss(along(h)) - loss(along(-h))) / (2 * h);
    for (const [i, w] of net.weights.entries()) {
      const wanted = map(w, (_, r, c) => slope((d) => ({ weights: net.weights.with(i, change(w, r, c, d)) })));
      expect(page.get(`dW${i + 1}`), `seed ${seed}`).toEqual(map(wanted, (x) => expect.closeTo(x, 5) as number));
      if (!net.updateBiases) continue;
      const bias = [net.biases[i]!.map((_, c) => slope((d) => ({ biases: change(net.biases, i, c, d) })))];
      expect(page.get(`db${i + 1}`), `seed ${seed}`).toEqual(map(bias, (x) => expect.closeTo(x, 5) as number));
    }
    // dx is of each example's own loss.
    const n = net.batch === "mean" ? net.x.length : 1;
    const dx = map(net.x, (_, r, c) => n * slope((d) => ({ x: change(net.x, r, c, d) })));
    expect(page.get("dx"), `seed ${seed}`).toEqual(map(dx, (x) => expect.closeTo(x, 4) as number));
  }
});

test("the values are those that laying out the sheet gives", { timeout: 60_000 }, () => {
  for (const seed of range(25)) {
    const { net, hand: drawn, sheet } = makeClean(`layout ${seed}`);
    const page = valuesOf(net, { ...drawn, jacobian: "square" });
    const laidOut = new Map(toJson(layoutSheet(readSheet(sheet))).steps.map((step) => [step.quantity, step.value]));
    for (const [name, value] of page.values) {
      const numbers = [laidOut.get(name)].flat(3) as number[];
      expect(numbers, `${seed} ${name}`).toEqual(value.flat().map((x) => expect.closeTo(x, 9) as number));
    }
  }
});

describe("updates by hand", () => {
  const plain = drawNet(new Random("update"));
  const net: Net = {
    ...plain,
    ...{
      sizes: [1, 1],
      activations: ["identity"],
      loss: "half_sq",
      x: [[1]],
      y: [[0]],
      weights: [[[1]]],
      biases: [[1]],
    },
    ...{ rate: 0.1, updateBiases: false, regularizer: undefined, masks: {}, state: { m_W1: [[0.5]], v_W1: [[9]] } },
    ...{ stepsBefore: 1, options: {}, optimizer: "sgd" },
  };
  // z = a = 2, so dW1 = 2.
  test.each<[string, Record<string, number>, number]>([
    ["sgd", {}, 1 - 0.1 * 2],
    ["momentum", { momentum: 0.9 }, 1 - 0.1 * (0.45 + 2)],
    ["momentum", { momentum: 0.9, dampening: 0.5 }, 1 - 0.1 * (0.45 + 1)],
    ["nesterov", { momentum: 0.9 }, 1 - 0.1 * (2 + 0.9 * 2.45)],
    ["rmsprop", { decay: 0.5, epsilon: 0 }, 1 - (0.1 * 2) / Math.sqrt(6.5)],
    ["adagrad", { initialAccumulator: 0.1, epsilon: 0.5 }, 1 - (0.1 * 2) / (Math.sqrt(13) + 0.5)],
    ["adam", { beta1: 0.5, beta2: 0.5, epsilon: 0 }, 1 - (0.1 * (1.25 / 0.75)) / Math.sqrt(6.5 / 0.75)],
    [
      "adamw",
      { beta1: 0.5, beta2: 0.5, epsilon: 0, decay: 0.5 },
      1 - 0.1 * (1.25 / 0.75 / Math.sqrt(6.5 / 0.75) + 0.5),
    ],
  ])("%s %o", (optimizer, options, wanted) => {
    const page = new Page({ ...net, optimizer, options }, drawHand(new Random("hand"), true));
    expect(page.right("W1_new")[0]![0]).toBeCloseTo(wanted, 12);
  });
});

test("the example sheet, digit for digit", () => {
  const example = JSON.parse(readFileSync(new URL("../fixtures/example-sheet.json", import.meta.url), "utf8")) as {
    network: {
      input: string[][];
      target: string[][];
      weights: Record<string, string[][]>;
      biases: Record<string, string[]>;
    };
    steps: { id: string; quantity: string; printed: unknown }[];
  };
  const numbers = (rows: string[][]): Matrix => rows.map((row) => row.map(Number));
  const { input, target, weights, biases } = example.network;
  const random = new Random("example");
  const net: Net = {
    ...drawNet(random),
    ...{ sizes: [2, 3, 2], activations: ["sigmoid", "softmax"], x: numbers(input), y: numbers(target), loss: "cce" },
    ...{
      weights: [numbers(weights.W1!), numbers(weights.W2!)],
      biases: numbers([biases.b1!, biases.b2!]),
      batch: "mean",
    },
    ...{ rate: 0.5, updateBiases: true, optimizer: "sgd", options: {}, state: {}, stepsBefore: 0, masks: {} },
    regularizer: undefined,
  };
  const by: Hand = {
    ...drawHand(random, true),
    ...{
      style: "decimals",
      digits: 5,
      cut: false,
      exponents: false,
      dropZeros: false,
      carry: "full",
      updatesEarly: false,
    },
    ...{ leavesOut: new Set(["dL_da last", "da_dz last"]), biasFirst: false, inputGradient: false, lossAfter: false },
  };
  const page = valuesOf(net, by);
  expect(order(net, by)).toEqual(example.steps.map((step) => step.quantity));
  for (const { quantity, printed } of example.steps) {
    const written = page
      .get(quantity)
      .flat()
      .map((x) => write(x, by));
    expect(written, quantity).toEqual([printed].flat(2));
  }
});

describe("digits", () => {
  const pen = (style: Pen["style"], digits: number, cut = false): Pen => ({
    style,
    digits,
    cut,
    exponents: false,
    dropZeros: false,
  });

  test.each<[number, Pen, string]>([
    [0.0576149, pen("decimals", 4), "0.0576"],
    [0.00576149, pen("significant", 3), "0.00576"],
    [2 / 3, pen("decimals", 3), "0.667"],
    [2 / 3, pen("decimals", 3, true), "0.666"],
    [-0.0075, pen("decimals", 3), "-0.008"],
    [0.1 + 0.2, pen("decimals", 5, true), "0.30000"],
    [0.1 * 3 - 0.3, pen("significant", 4), "0.000"],
    [0.29999999999999998, pen("significant", 8, true), "0.30000000"],
    [1.005, pen("decimals", 2), "1.01"],
    [9.9996, pen("significant", 4), "10.000"],
    [123.456, pen("significant", 3), "123"],
    [1e-5 - 1e-7 + 1e-7, pen("decimals", 5, true), "0.00001"],
  ])("%d with %o is %s", (value, by, text) => {
    expect(write(value, by)).toBe(text);
  });

  test("small numbers with an exponent", () => {
    expect(write(-0.0000123456, { ...pen("significant", 3), exponents: true })).toBe("-1.23e-5");
    expect(write(0.0000129999, { ...pen("significant", 3, true), exponents: true })).toBe("1.29e-5");
  });

  test("what is written may be what it was written for, rounded or cut off", () => {
    const random = new Random("digits");
    for (let i = 0; i < 2000; i++) {
      const value = (random.next() - 0.5) * 10 ** random.whole(-3, 2);
      const by = {
        ...pen(random.pick(["decimals", "significant"]), random.whole(3, 8), random.chance(0.5)),
        exponents: random.chance(0.5),
      };
      expect(mayBe(write(value, by), value), `${value} ${write(value, by)}`).toBe(true);
    }
    expect(mayBe("0.35", 0.3449)).toBe(false);
    expect(mayBe("0.35", 0.3599)).toBe(true);
    expect(mayBe("-0.35", -0.3401)).toBe(false);
    expect(mayBe("0.00", -0.009)).toBe(true);
  });
});

describe("sheets with mistakes", () => {
  const number = 2 * Object.keys(kinds).length;
  const made = range(number).map((i) => makePlanted(`test:${i}`));

  test("each kind in turn, and the same sheet from the same seed", () => {
    expect(new Set(made.map(({ plants }) => plants[0]!.kind))).toEqual(new Set(Object.keys(kinds)));
    expect(makePlanted("test:7")).toEqual(made[7]);
    expect(made.filter(({ plants }) => plants.length === 2).length).toBeGreaterThan(number / 10);
  });

  test("up to the first mistake, a sheet is as without it; there it is not", () => {
    for (const { sheet, plants, net, hand: by, seed } of made) {
      const { steps } = sheet as { steps: { id: string; quantity: string; printed: unknown }[] };
      const page = new Page(net, by);
      for (const { id, quantity, printed } of steps) {
        const texts = [printed].flat(3) as string[];
        const right = page.right(quantity);
        const written = right.flat().map((x) => write(x, by));
        if (id === plants[0]!.step) {
          expect(
            right.flat().some((x, i) => !mayBe(texts[i]!, x)),
            `${seed} ${id}`,
          ).toBe(true);
          expect(plants[0]!.cells.length).toBeGreaterThan(0);
          break;
        }
        expect(texts, `${seed} ${id}`).toEqual(written);
        page.values.set(quantity, by.carry === "full" ? right : map(right, (x) => Number(write(x, by))));
      }
    }
  });

  test("can be read", () => {
    for (const { sheet } of made) {
      const read = readSheet(JSON.parse(JSON.stringify(sheet)));
      expect(read.steps.every((step) => step.quantity !== undefined && step.printed !== undefined)).toBe(true);
    }
  });
});
