import { softmax, tanh } from "@chainrule/activations";
import { categoricalCrossentropy } from "@chainrule/losses";
import { dense, initialize, type Network, sequential, train } from "@chainrule/network";
import { conjugateGradient, lbfgs, sam, sgd } from "@chainrule/optimizers";
import { type Solver, tensor, type Tensor } from "@chainrule/tensor";
import { describe, expect, test } from "vitest";
import { answersOf } from "../answers/index.ts";
import { renderLatex } from "../render/latex.ts";
import { toJson } from "../render/json.ts";
import { readSheet } from "../sheet/index.ts";
import { layout, layoutNetwork, layoutSheet, type Worksheet } from "./layout.ts";
import { problemOfNetwork } from "./problemOfNetwork.ts";

const examples = {
  inputs: tensor(
    [
      [0.1, -0.4],
      [1, 0.3],
      [-0.7, 0.9],
    ],
    { dtype: "float64" },
  ),
  targets: tensor(
    [
      [1, 0],
      [0, 1],
      [1, 0],
    ],
    { dtype: "float64" },
  ),
};
const loss = categoricalCrossentropy;

/** The same net after so many steps of training. */
async function trained(optimizer: Solver, epochs: number): Promise<Network> {
  const layers = [dense(2, tanh), dense(2, softmax)];
  const net = initialize(sequential(layers), { inputShape: [2], seed: 3, dtype: "float64" });
  if (epochs > 0) await train(net, examples, { loss, optimizer, epochs, batchSize: 3, shuffle: false }).finished;
  return net;
}

const valueOf = ({ steps }: Worksheet, id: string): Tensor => steps.find((step) => step.id === id)!.value;
const formulas = ({ steps }: Worksheet): Record<string, string> =>
  Object.fromEntries(steps.map((step) => [step.id, step.formula()]));

describe.each(Object.entries({ lbfgs: lbfgs(), conjugateGradient: conjugateGradient() }))("%s", (name, optimizer) => {
  test("each step goes where training goes, from the memory that the step before left", async () => {
    let state = new Map<string, Tensor>();
    for (let stepsBefore = 0; stepsBefore < 4; stepsBefore++) {
      const problem = problemOfNetwork(await trained(optimizer, stepsBefore), {
        ...examples,
        ...{ loss, optimizer, optimizerName: name },
      });
      const worksheet = layout({ ...problem, state, stepsBefore });
      const { parameters } = (await trained(optimizer, stepsBefore + 1)).memory!;
      const expected = ["1.kernel", "1.bias", "2.kernel", "2.bias"].map((key) => parameters[key]!);
      ["W1_new", "b1_new", "W2_new", "b2_new"].forEach((id, i) => {
        const far = valueOf(worksheet, id).sub(expected[i]!).abs().reduceMax().item();
        expect(far, `${id} of step ${stepsBefore + 1}`).toBeLessThan(1e-12);
      });
      expect(valueOf(worksheet, "loss_after").item()).toBeCloseTo(tried(worksheet).at(-1)![1]!, 12);
      const ids = new Set(worksheet.steps.map(({ id }) => id));
      expect(worksheet.steps.flatMap(({ uses }) => uses).filter((id) => !ids.has(id))).toEqual([]);
      state = new Map(worksheet.steps.filter(({ id }) => id.endsWith("_all")).map(({ id, value }) => [id, value]));
    }
  });
});

const tried = (worksheet: Worksheet): number[][] => valueOf(worksheet, "tried").toArray() as number[][];

const sheet = {
  format: "worked-example/1",
  id: "solver",
  network: {
    layers: [1, 1],
    activations: ["identity"],
    input: [["1"], ["-2"]],
    target: [["0.5"], ["1"]],
    weights: { W1: [["0.25"]] },
    biases: { b1: ["0.1"] },
    loss: { name: "half_sq" },
    optimizer: { name: "lbfgs" },
  },
  steps: [],
};
const withOptimizer = (name: string, state?: object): Worksheet =>
  layoutSheet(readSheet({ ...sheet, network: { ...sheet.network, optimizer: { name }, ...(state && { state }) } }));

test("the first step goes against the gradient; later ones by the two loops, a piece a step", () => {
  const first = formulas(withOptimizer("lbfgs"));
  expect(first.g).toBe("g = concat(dW1, db1)");
  expect(first.d).toBe("d = −g");
  expect(first.W1_new).toBe("W1_new = W1 + step·d_W1");
  const memory = { steps_all: [["0.3", "0.1"]], changes_all: [["0.5", "0.2"]], known_all: "1", step: 1 };
  const later = withOptimizer("lbfgs", memory);
  const pieces = formulas(later);
  expect(pieces.alpha_1).toBe("alpha_1 = −(Σ s_1·g)/(Σ s_1·y_1)");
  expect(pieces.gamma).toBe("gamma = (Σ s_1·y_1)/(Σ y_1²)");
  expect(pieces.r).toBe("r = (−g − y_1·alpha_1)·gamma");
  expect(pieces.d).toBe("d = r + s_1(alpha_1 − beta_1)");
  expect(valueOf(later, "s_1").toArray()).toEqual([0.3, 0.1]);
  expect(answersOf(later).map(({ id }) => id)).toContain("bias");
  expect(renderLatex(later)).toContain(String.raw`\alpha_{1} - \beta_{1}`);
});

test("beta of the conjugate gradients, and what they remember, are in the JSON", () => {
  const memory = { direction_all: ["0.3", "0.1"], gradient_all: ["0.5", "0.2"], gain_all: "-0.1", step: 1 };
  const { steps } = toJson(withOptimizer("conjugateGradient", memory));
  const of = (id: string): (typeof steps)[number] => steps.find((step) => step.id === id)!;
  expect(of("beta").formula).toBe("beta = max((Σ g(g − gradient_all_old))/(Σ gradient_all_old²), 0)");
  expect(of("d").formula).toBe("d = direction_all_old·beta − g");
  expect(of("g").substituted.split("\n")[1]).toMatch(/^g\[2\] = −?0\.\d+$/);
  expect(of("direction_all").value).toEqual(of("d").value);
  expect(() => withOptimizer("conjugateGradient", { ...memory, direction_all: ["0.3"] })).toThrow(
    /direction_all, from/,
  );
});

test("a solver of somebody else's, that goes along no line, is laid out as far as it can be told", () => {
  const halving: Solver = {
    init: () => ({}),
    solve(valueAndGrad, state, { parameters }) {
      const halves = Object.fromEntries(Object.entries(parameters).map(([name, w]) => [name, w.mul(0.5)]));
      valueAndGrad(halves);
      return [halves, state];
    },
  };
  const net = initialize(sequential([dense(2, softmax)]), { inputShape: [2], seed: 3, dtype: "float64" });
  const worksheet = layoutNetwork(net, { ...examples, loss, optimizer: halving, optimizerName: "halving" });
  expect(valueOf(worksheet, "W1_new").toArray()).toEqual(net.memory!.parameters["1.kernel"]!.mul(0.5).toArray());
  expect(valueOf(worksheet, "tried").item()).toBe(valueOf(worksheet, "loss_after").item());
});

test("an optimizer that looks at the loss elsewhere, as sam does, is given it", async () => {
  const optimizer = sam(sgd({ rate: 0.1 }));
  const net = await trained(lbfgs(), 0);
  const worksheet = layoutNetwork(net, { ...examples, loss, optimizer, optimizerName: "sam" });
  await train(net, examples, { loss, optimizer, epochs: 1, batchSize: 3 }).finished;
  const far = valueOf(worksheet, "W1_new").sub(net.memory!.parameters["1.kernel"]!);
  expect(far.abs().reduceMax().item()).toBeLessThan(1e-12);
});
