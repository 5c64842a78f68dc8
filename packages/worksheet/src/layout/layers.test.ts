import { relu, softmax, tanh } from "@chainrule/activations";
import { categoricalCrossentropy } from "@chainrule/losses";
import {
  activation,
  batchNorm,
  dense,
  dropout,
  embedding,
  flatten,
  gaussianNoise,
  glorotUniform,
  groupNorm,
  initialize,
  l2,
  type Layer,
  layerNorm,
  load,
  maxout,
  prelu,
  rmsNorm,
  save,
  sequential,
  swapEma,
  train,
  unitNorm,
} from "@chainrule/network";
import { adam, lbfgs, sgd } from "@chainrule/optimizers";
import { tensor, type Tensor } from "@chainrule/tensor";
import { describe, expect, test } from "vitest";
import { answersOf } from "../answers/index.ts";
import { renderHtml, renderLatex, renderMarkdown, renderText } from "../render/index.ts";
import { crossCheck } from "./crossCheck.ts";
import { type Focus, neuronPath, weightPath } from "./focus.ts";
import { layoutNetwork, type Worksheet } from "./layout.ts";

const double = (rows: number[][]): Tensor => tensor(rows, { dtype: "float64" });
const numbers = double([
  [0.3, -0.7, 1.1],
  [-0.4, 0.9, 0.2],
  [1.2, 0.1, -0.8],
]);
const words = double([
  [0, 3],
  [4, 3],
  [1, 0],
]);
const targets = double([
  [1, 0],
  [0, 1],
  [1, 0],
]);

// The gradient of a bias before batchNorm is 0 but for rounding, and adam would divide by its size.
const plain = dense(4, undefined, { bias: false });

/** Nets with every kind of layer that learns, or looks at more than one number. */
const chains: Readonly<Record<string, readonly Layer[]>> = {
  prelu: [dense(4), prelu(), dense(2, softmax)],
  batchNorm: [plain, batchNorm(), activation(relu), dense(2, softmax)],
  "batchNorm twice, and first": [batchNorm(), dense(4, tanh), batchNorm({ scale: false }), dense(2, softmax)],
  "batchNorm that learns nothing": [dense(4, tanh), batchNorm({ scale: false, bias: false }), dense(2, softmax)],
  layerNorm: [dense(4, tanh), layerNorm(), dense(2, softmax)],
  groupNorm: [dense(4), groupNorm(2), activation(tanh), dense(2, softmax)],
  rmsNorm: [dense(4), rmsNorm(), dense(2, softmax)],
  unitNorm: [dense(4), unitNorm(), dense(2, softmax)],
  embedding: [embedding(5, 2), flatten(), dense(2, softmax)],
  "embedding and normalization": [embedding(5, 3, { table: glorotUniform }), layerNorm(), flatten(), dense(2, softmax)],
  maxout: [maxout(3), dense(2, softmax)],
  "maxout at the end": [dense(3, tanh), maxout(2), activation(softmax)],
  "layers in a layer": [sequential([plain, sequential([batchNorm(), prelu()])]), dense(2), activation(softmax)],
  "a running average": [swapEma(dense(4, tanh), { decay: 0.5 }), dense(2, softmax)],
  "of somebody's own": [dense(3), curve(), dense(2, softmax)],
};

/** With names that mean something else on paper. */
function curve(): Layer {
  return {
    name: "curve",
    init: (_key, shape, { dtype }) => ({
      parameters: {
        a: tensor([0.5, -1, 2], { dtype }),
        delta: tensor(0.3, { dtype }),
        w1: tensor([1, 2, 3], { dtype }),
      },
      state: {},
      outputShape: shape,
    }),
    apply: ({ parameters: { a, delta, w1 }, state }, x) => [x.mul(a!).tanh().add(delta!.mul(x)).mul(w1!), state],
  };
}

const valueOf = ({ steps }: Worksheet, id: string): number[] => [
  ...steps.find((step) => step.id === id)!.value.toTypedArray(),
];

describe.each(Object.entries(chains))("%s", (kind, layers) => {
  const inputs = kind.startsWith("embedding") ? words : numbers;
  test.each([
    ["sgd", { optimizer: sgd({ rate: 0.1 }) }],
    ["lbfgs", { optimizer: lbfgs() }],
    ["adam, with a regularizer", { optimizer: adam({ rate: 0.1 }), regularizer: l2(0.01) }],
  ])("%s: the step is that of training, and every derivative that of central differences", async (_, options) => {
    const net = initialize(sequential(layers), { inputShape: [inputs.shape[1]!], seed: 3, dtype: "float64" });
    const step = { loss: categoricalCrossentropy, ...options };
    const worksheet = layoutNetwork(net, { inputs, targets, ...step });
    await train(net, { inputs, targets }, { ...step, epochs: 1, batchSize: 3, shuffle: false }).finished;

    const parameters = worksheet.problem.layers.flatMap((layer) => layer.parameters);
    const carried = worksheet.problem.layers.flatMap((layer) => layer.carried);
    expect(parameters.map(({ name }) => name).toSorted()).toEqual(Object.keys(net.memory!.parameters).toSorted());
    expect(carried).toHaveLength(Object.keys(net.memory!.state).length);
    const after = { ...net.memory!.parameters, ...net.memory!.state };
    for (const { symbol, name } of [...parameters, ...carried]) {
      const found = valueOf(worksheet, `${symbol}_new`);
      const expected = after[name]!.toTypedArray();
      found.forEach((value, i) => expect(Math.abs(value - expected[i]!), `${symbol}[${i + 1}]`).toBeLessThan(1e-12));
      expect(found).toHaveLength(expected.length);
    }

    const { compared, largest, at } = crossCheck(worksheet);
    expect(compared).toBeGreaterThan(20);
    expect(largest, at).toBeLessThan(1e-7);
    const ids = worksheet.steps.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const seen = new Set<string>();
    for (const { id, uses } of worksheet.steps) {
      expect(
        uses.filter((used) => !seen.has(used)),
        id,
      ).toEqual([]);
      seen.add(id);
    }
    const missing = parameters.map(({ symbol }) => `d${symbol}`).filter((id) => !seen.has(id));
    expect(missing).toEqual([]);
  });
});

/** The worksheet of a net of these layers. */
function sheetOf(layers: readonly Layer[], inputs = numbers): Worksheet {
  const net = initialize(sequential(layers), { inputShape: [inputs.shape[1]!], seed: 3, dtype: "float64" });
  return layoutNetwork(net, { inputs, targets, loss: categoricalCrossentropy, optimizer: sgd({ rate: 0.1 }) });
}

const formulasOf = ({ steps }: Worksheet, ...ids: readonly string[]): string[] =>
  ids.map((id) => steps.find((step) => step.id === id)!.formula());

test("formulas are those of the layer, what is needed more than once has a name", () => {
  const ids = ["u2_1", "u2_2", "u2_3", "z2", "dscale2", "db2", "v2_1", "dL_da1", "mean2_new", "scale2_new"];
  expect(formulasOf(sheetOf(chains["batchNorm"]!), ...ids)).toEqual([
    "u2_1 = a1 − (Σ a1)/3",
    "u2_2 = √((Σ u2_1²)/3 + 0.00001)",
    "u2_3 = u2_1/u2_2",
    "z2 = u2_3·scale2 + b2",
    "dscale2 = (Σ delta2·u2_3)/3",
    "db2 = (Σ delta2)/3",
    "v2_1 = delta2·scale2/u2_2 − 2(0.5·Σ delta2·scale2·u2_3/u2_2)/u2_2/3·u2_1",
    "dL_da1 = v2_1 − (Σ v2_1)/3",
    "mean2_new = 0.9·mean2 + 0.1(Σ a1)/3",
    "scale2_new = scale2 − 0.1·dscale2",
  ]);
  expect(formulasOf(sheetOf(chains["prelu"]!), "z2", "dslope2", "dL_da1")).toEqual([
    "z2 = max(a1, 0) + min(a1, 0)·slope2",
    "dslope2 = (Σ delta2·min(a1, 0))/3",
    "dL_da1 = delta2 if a1 > 0, else delta2·slope2",
  ]);
  expect(formulasOf(sheetOf(chains["maxout"]!), "u1_1", "z1", "dW1")).toEqual([
    "u1_1 = x·W1 + b1",
    "z1 = max(u1_1)",
    "dW1 = xᵀ·v1_1/3",
  ]);
  const own = sheetOf(chains["of somebody's own"]!);
  expect(formulasOf(own, "z2")).toEqual(["z2 = (tanh(a1·own_a2) + own_delta2·a1)·w1_2"]);
});

test("of a vector that is looked up, an element shows which it is; there is no slope by a number that looks up", () => {
  const { steps } = sheetOf(chains["embedding"]!, words);
  const [z, gradient] = ["z1", "dtable1"].map((id) => steps.find((step) => step.id === id)!);
  const number = (size: number): string => size.toFixed(4);
  const table = valueOf({ steps } as Worksheet, "table1");
  expect(z!.cell([1, 0], { number })).toBe(number(Math.abs(table[8]!)).padStart(table[8]! < 0 ? 7 : 0, "−"));
  expect(gradient!.cell([4, 0], { number })).toMatch(/^−?0\.\d{4}\/3$/);
  expect(steps.map(({ id }) => id)).not.toContain("dx");
});

test("next to a norm of small numbers, shorter steps show the slope", () => {
  const worksheet = sheetOf([embedding(5, 2), flatten(), rmsNorm(), dense(2, softmax)], words);
  const { largest, corners } = crossCheck(worksheet);
  expect(largest).toBeLessThan(1e-6);
  expect(corners).toBe(0);
});

test("from a file it is the same sheet", () => {
  const net = initialize(sequential(chains["layers in a layer"]!), { inputShape: [3], seed: 3 });
  const step = { inputs: numbers, targets, loss: categoricalCrossentropy, optimizer: adam() };
  expect(renderText(layoutNetwork(load(save(net)), step))).toBe(renderText(layoutNetwork(net, step)));
});

test("a function after dropout is a layer of its own, with its slope as ever", () => {
  const worksheet = sheetOf([dense(3), dropout(0.3), activation(softmax), dense(2, softmax)]);
  expect(formulasOf(worksheet, "a1", "z2", "a2", "da_dz2")).toEqual([
    "a1 = z1·mask1",
    "z2 = a1",
    "a2 = exp(z2)/(Σ exp(z2))",
    "da_dz2 = a_i(δ_ij − a_j), a = a2",
  ]);
  expect(crossCheck(worksheet).largest).toBeLessThan(1e-8);
});

test("noise is that of the step, and dropout before another layer keeps its mask", () => {
  const worksheet = sheetOf([dense(3), dropout(0.5), prelu(), gaussianNoise(0.1), dense(2, softmax)]);
  expect(formulasOf(worksheet, "a1", "z3")).toEqual(["a1 = z1·mask1", "z3 = a2 + c"]);
  // What was dropped stands at the corner of prelu, where the difference to one side is less exact.
  expect(crossCheck(worksheet).largest).toBeLessThan(1e-6);
});

const inLatex = [
  "\\frac{\\partial L}{\\partial \\text{scale}_{2}} = ",
  "u_{2,3}",
  "\\text{variance}_{2}^{\\text{new}}",
];

test.each([
  ["renderText", renderText, ["dscale2 = (Σ delta2·u2_3)/3", "variance2_new = "]],
  [
    "renderHtml",
    renderHtml,
    ["dscale<sub>2</sub> = (Σ delta<sub>2</sub>·u<sub>2,3</sub>)/3", "variance<sub>2</sub><sup>new</sup> = "],
  ],
  ["renderMarkdown", renderMarkdown, inLatex],
  ["renderLatex", renderLatex, inLatex],
])("%s shows them", (_, render, words) => {
  const text = render(sheetOf(chains["batchNorm"]!));
  expect(text).toContain("3-4-4-2 neurons (linear, batchNorm and relu, softmax)");
  expect(text).toContain("layer 2, batchNorm: a part that is needed more than once");
  for (const word of words) expect(text).toContain(word);
  expect(text).not.toMatch(/NaN|undefined/);
});

test("the questions are answered on them, and a path leads through them", () => {
  const worksheet = sheetOf(chains["batchNorm"]!);
  const answers = new Map(
    answersOf(worksheet).map(({ id, answer, figures }) => [id, [...answer, ...figures].join(" ")]),
  );
  expect(answers.get("batch")).toContain("from layer 2 (batchNorm and relu) on");
  expect(answers.get("vanishing")).toContain("gradient of the scale 0.");
  expect(answersOf(sheetOf(chains["embedding"]!, words)).map(({ id }) => id)).toContain("batch");
  const ids = (focus: Focus): string[] =>
    worksheet.steps.filter((step) => focus.cellsOf(step).length > 0).map(({ id }) => id);
  expect(ids(weightPath(worksheet, "1.2.3"))).toEqual(
    expect.arrayContaining(["u2_1", "z2", "dL_da1", "dW1", "W1_new"]),
  );
  expect(ids(weightPath(worksheet, "1.2.3")).filter((id) => /scale2_new|dscale2|mean2_new|W3_new/.test(id))).toEqual(
    [],
  );
  expect(() => weightPath(worksheet, "2.1.1")).toThrow("(layer 1: 3 by 4, layer 3: 4 by 2), received 2.1.1");
  expect(ids(neuronPath(sheetOf(chains["layerNorm"]!), "2.4"))).toContain("u2_2");
});

test("whole numbers between layers, and a net that learns nothing, are refused", () => {
  const counting = { ...activation((x) => x.greater(0).cast("int32")), name: "counting" };
  expect(() => sheetOf([dense(3), counting, embedding(2, 2), flatten(), dense(2, softmax)])).toThrow(
    /received whole numbers between layers/,
  );
  expect(() => sheetOf([flatten()])).toThrow(/received no layer that learns/);
});
