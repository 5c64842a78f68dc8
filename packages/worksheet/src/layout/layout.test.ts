import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Matrix, readSheet } from "../sheet/index.ts";
import { crossCheck } from "./crossCheck.ts";
import { layoutSheet, type Worksheet } from "./layout.ts";

interface SheetJson {
  readonly network: object;
}

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../fixtures/${name}.json`, import.meta.url), "utf8"));
const sheet = read("example-sheet") as SheetJson;
const explained = (read("example-explained") as { values: Record<string, number | number[] | Matrix> }).values;

/** The example with another net. */
const withNet = (changes: object): Worksheet =>
  layoutSheet(readSheet({ ...sheet, network: { ...sheet.network, ...changes } }));

const formulas = ({ steps }: Worksheet): Record<string, string> =>
  Object.fromEntries(steps.filter((step) => step.formula() !== "").map((step) => [step.id, step.formula()]));

const worksheet = withNet({});

test.each(Object.entries(explained))("the example, as computed elsewhere: %s", (quantity, expected) => {
  const found = worksheet.steps.find(({ id }) => id === quantity)!.value.toTypedArray();
  const numbers: number[] = [expected].flat(2);
  expect(found).toHaveLength(numbers.length);
  found.forEach((value, i) => expect(Math.abs(value - numbers[i]!)).toBeLessThan(3e-16));
});

test("formulas as a textbook prints them", () => {
  expect(formulas(worksheet)).toEqual({
    z1: "z1 = x·W1 + b1",
    a1: "a1 = sigmoid(z1)",
    z2: "z2 = a1·W2 + b2",
    a2: "a2 = exp(z2)/(Σ exp(z2))",
    loss_terms: "loss_terms = −y·ln(a2)",
    loss: "loss = (Σ loss_terms)/2",
    dL_da2: "dL_da2 = −y/a2",
    da_dz2: "da_dz2 = a_i(δ_ij − a_j), a = a2",
    delta2: "delta2 = dL_da2·da_dz2 = a2 − y",
    dW2: "dW2 = a1ᵀ·delta2/2",
    db2: "db2 = (Σ delta2)/2",
    dL_da1: "dL_da1 = delta2·W2ᵀ",
    da_dz1: "da_dz1 = a(1 − a), a = a1",
    delta1: "delta1 = dL_da1·da_dz1",
    dW1: "dW1 = xᵀ·delta1/2",
    db1: "db1 = (Σ delta1)/2",
    dx: "dx = delta1·W1ᵀ",
    W2_new: "W2_new = W2 − 0.5·dW2",
    b2_new: "b2_new = b2 − 0.5·db2",
    W1_new: "W1_new = W1 − 0.5·dW1",
    b1_new: "b1_new = b1 − 0.5·db1",
    loss_after: "loss_after = loss(x, y, W1_new, W2_new, b1_new, b2_new)",
  });
});

test("one element with its numbers, in text and in LaTeX", () => {
  const number = (x: number): string => String(Number(x.toPrecision(4)));
  const cell = (id: string, ...index: number[]): string =>
    worksheet.steps.find((step) => step.id === id)!.cell(index, { number });
  expect(cell("z1", 0, 2)).toBe("0.5·0.2 − 1·(−0.6) − 0.2");
  expect(cell("da_dz2", 0, 1, 0)).toBe("0.582·(0 − 0.418)");
  expect(cell("dW1", 1, 0)).toBe("(−1·(−0.09381) + 0.25·0.1212)/2");
  const step = worksheet.steps.find(({ id }) => id === "a2")!;
  expect(step.cell([0, 0], { number, format: "latex" })).toBe("\\frac{e^{0.4579}}{e^{0.4579} + e^{0.1268}}");
});

test("a step names what it uses, which comes before it", () => {
  const seen = new Set<string>();
  for (const { id, uses } of worksheet.steps) {
    expect(uses.filter((used) => !seen.has(used))).toEqual([]);
    seen.add(id);
  }
  expect(worksheet.steps.find(({ id }) => id === "dW1")!.uses).toEqual(["x", "delta1"]);
});

test.each([
  ["adam", "m_W1", "the running mean of the gradient dW1"],
  ["adam", "v_W1", "the running mean of the squared gradient dW1²"],
  ["amsgrad", "vmax_W1", "the largest v_W1 so far"],
  ["adagrad", "v_W1", "the running sum of the squared gradient dW1²"],
  ["momentum", "m_W1", "the fading sum of the gradient dW1"],
  ["signum", "m_W1", "the running mean of the gradient dW1"],
  ["optimisticGradientDescent", "gradient_W1", "the gradient dW1"],
  ["adamax", "size_W1", "what it keeps as “size” for W1"],
])("%s: what it remembers is called by what it does: %s is %s", (name, quantity, words) => {
  const { steps } = withNet({ optimizer: { name } });
  const titleOf = (id: string): string => steps.find((step) => step.id === id)!.title;
  expect(titleOf(`${quantity}_old`)).toBe(`${words}, before this step`);
  expect(titleOf(quantity)).toBe(`${name}: ${words}, after this step`);
});

test("the memory of an optimizer is a step, and the update uses it", () => {
  const found = formulas(withNet({ optimizer: { name: "adam" } }));
  expect(found.m_W1).toBe("m_W1 = 0.9·m_W1_old + 0.1·dW1");
  expect(found.v_W1).toBe("v_W1 = 0.999·v_W1_old + 0.001·dW1²");
  expect(found.W1_new).toBe("W1_new = W1 − 0.5·m_W1/(1 − 0.9^t)/(√(v_W1)/√(1 − 0.999^t) + 1e-8)");
});

const number = (size: number): string => String(Number(size.toPrecision(4)));

test("every optimizer of the library is laid out; what is too long for paper goes by its name", () => {
  const names = `adabelief adadelta adafactor adagrad adamax adan ademamix adopt amsgrad asgd fromage ftrl lamb lars lion
    madgrad muon nadam nadamw noisySgd novograd optimisticGradientDescent polyakSgd radam rmsprop rprop scheduleFreeAdamw
    scheduleFreeSgd signSgd signum yogi`;
  for (const name of names.split(/\s+/)) {
    const { steps } = withNet({ optimizer: { name } });
    const step = steps.find(({ id }) => id === "W1_new")!;
    expect(step.formula(), name).toMatch(/^W1_new = /);
    expect(step.formula().length, name).toBeLessThan(4000);
    expect(step.value.toTypedArray().every(Number.isFinite), name).toBe(true);
  }
  const { steps } = withNet({ optimizer: { name: "muon" } });
  const muon = steps.find(({ id }) => id === "W1_new")!;
  expect(muon.formula()).toBe("W1_new = muon(W1, dW1, m_W1)");
  expect(muon.formula("latex")).toMatch(/= \\text\{muon\}\(W_\{1\}, /);
  expect(muon.cell([0, 0], { number })).toBe(number(muon.value.toTypedArray()[0]!).replace("-", "−"));
});

test("clipping shortens all gradients by one factor before the step", () => {
  const values = (changes: object): number[] => {
    const { steps } = withNet(changes);
    return ["W1", "W1_new"].map((id) => steps.find((step) => step.id === id)!.value.toTypedArray()[0]!);
  };
  const [before, after] = values({});
  const [, clipped] = values({ clip_global_norm: "0.01" });
  const { steps } = withNet({});
  const all = steps.filter(({ id }) => /^d[Wb]\d$/.test(id)).flatMap(({ value }) => [...value.toTypedArray()]);
  expect((clipped! - before!) / (after! - before!)).toBeCloseTo(0.01 / Math.hypot(...all), 10);
});

test("numbers are put in as they are calculated where the plain formula would lose them", () => {
  const { steps } = withNet({
    biases: { b1: [0, 0, 0], b2: [800, -800] },
    target: [
      [0, 1],
      [0, 1],
    ],
  });
  const step = steps.find(({ id }) => id === "loss_terms")!;
  const number = (x: number): string => String(Number(x.toPrecision(4)));
  const cell = step.cell([0, 1], { number });
  expect(step.formula()).toBe("loss_terms = −y·ln(a2)");
  expect(step.value.data![1]).toBeGreaterThan(1599);
  expect(cell).not.toContain("ln(0)");
  expect(cell).toContain("800");
  expect(step.uses).toEqual(["a2", "y", "z2"]);
  expect(worksheet.steps.find(({ id }) => id === "loss_terms")!.uses).toEqual(["a2", "y"]);
});

test("a regularizer adds to the loss and to the gradients of weights, a mask is shown", () => {
  const masks = {
    a1: [
      [2, 0, 2],
      [0, 2, 2],
    ],
  };
  const found = formulas(withNet({ regularizer: { name: "l2", strength: 0.01 }, masks }));
  expect(found.loss).toBe("loss = (Σ loss_terms)/2 + penalty");
  expect(found.dW2).toBe("dW2 = a1ᵀ·delta2/2 + 0.02·W2");
  expect(found.db2).toBe("db2 = (Σ delta2)/2");
  expect(found.a1).toBe("a1 = sigmoid(z1)·mask1");
});

test.each([
  {},
  { optimizer: { name: "nesterov" }, regularizer: { name: "l1", strength: 0.1 } },
  { activations: ["relu", "sigmoid"], loss: { name: "bce", batch: "sum" } },
  { activations: ["geluTanh", "logSoftmax"], loss: { name: "mse" } },
  {
    activations: ["softmax", "tanh"],
    loss: { name: "half_sq" },
    masks: {
      a1: [
        [2, 0, 2],
        [0, 2, 2],
      ],
    },
  },
  { activations: ["elu", "softmax"], loss: { name: "huber" } },
])("every derivative is what central differences say: %j", (changes) => {
  const { compared, largest } = crossCheck(withNet(changes));
  expect(compared).toBeGreaterThan(50);
  expect(largest).toBeLessThan(1e-8);
});

test("far out, where the probability meant is 0 in float64, loss and delta are finite", () => {
  const weights = {
    W1: [
      [400, 0, 0],
      [0, 0, 0],
    ],
    W2: [
      [-2000, 2000],
      [0, 0],
      [0, 0],
    ],
  };
  const { steps } = withNet({ weights, activations: ["identity", "softmax"], input: [[1, 0]], target: [[1, 0]] });
  const value = (quantity: string): unknown => steps.find(({ id }) => id === quantity)!.value.toArray();
  expect(value("loss")).toBeCloseTo(1_600_000, 0);
  expect(value("delta2")).toEqual([[-1, 1]]);
});
