import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { answersOf } from "../answers/answersOf.ts";
import { layoutSheet } from "../layout/layout.ts";
import { readSheet } from "../sheet/index.ts";
import { renderHtml } from "./html.ts";
import { toJson } from "./json.ts";
import { renderLatex } from "./latex.ts";
import { renderMarkdown } from "./markdown.ts";
import { renderText } from "./text.ts";

const file = new URL("../../fixtures/example-sheet.json", import.meta.url);
const worksheet = layoutSheet(readSheet(JSON.parse(readFileSync(file, "utf8"))));

test("text: formula, numbers put in, result, and how the gradients were checked", () => {
  const text = renderText(worksheet, { digits: { significant: 3 } });
  expect(text).toContain("z1 = x·W1 + b1\n   z1[1,1] = 0.5·0.4 − 1·0.1 + 0 = 0.1\n");
  expect(text).toMatch(/compared with central differences in float64: 55 of them, largest difference \d\.\de-/);
});

test("the optimizer is named with its options; one without a name by its update", () => {
  const sheet = JSON.parse(readFileSync(file, "utf8")) as { network: object };
  const header = (changes: object): string =>
    renderText(layoutSheet(readSheet({ ...sheet, network: { ...sheet.network, ...changes } })));
  expect(header({})).toContain(", optimizer sgd (rate 0.5).");
  const optimizer = { name: "adam", options: { beta1: 0.8 } };
  expect(header({ optimizer, clip_global_norm: 1 })).toContain(
    ", optimizer adam with clipping (rate 0.5, beta1 0.8, largest norm 1).",
  );
  expect(header({ optimizer: { name: "rprop" } })).toContain(", optimizer rprop.");
  const nameless = { ...worksheet, problem: { ...worksheet.problem, optimizerName: "optimizer" } };
  expect(renderText(nameless)).toContain(", update W2_new = W2 − 0.5·dW2.");
});

test("digits: significant ones or decimals, and nothing else", () => {
  expect(renderText(worksheet, { digits: { decimals: 2 } })).toContain("a1 = [ 0.52  0.37  0.62 ]");
  expect(() => renderText(worksheet, { digits: { significant: 0 } })).toThrow("received 0");
});

test("decimals: what counts has none, and nothing becomes 0 that is not", () => {
  const sheet = JSON.parse(readFileSync(file, "utf8")) as { network: object };
  const optimizer = { name: "adam", options: { epsilon: 3e-5 } };
  const adam = layoutSheet(readSheet({ ...sheet, network: { ...sheet.network, optimizer } }));
  const text = renderText(adam, { digits: { decimals: 2 } });
  expect(text).toContain("\n   t = [ 1 ]\n");
  expect(text).toContain("y = [ 1  0 ]");
  expect(text).toContain("z1[1,1] = 0.50·0.40 − 1·0.10 + 0 = 0.10");
  expect(text).toMatch(/v_W1\[1,1\] = .* = \d\.\de-\d\n/);
  expect(text).not.toMatch(/√\(0\.00/);
});

test("numbers in names of quantities are lowered, all by one rule", () => {
  const sheet = JSON.parse(readFileSync(file, "utf8")) as { network: object };
  const masks = {
    a1: [
      [2, 0, 2],
      [0, 2, 2],
    ],
  };
  const changes = { masks, optimizer: { name: "momentum" } };
  const html = renderHtml(layoutSheet(readSheet({ ...sheet, network: { ...sheet.network, ...changes } })));
  for (const formula of [
    "W<sub>2</sub><sup>new</sup> = W<sub>2</sub> − 0.5·m_W<sub>2</sub>",
    "m_b<sub>1</sub> = 0.9·m_b<sub>1</sub><sup>old</sup> + db<sub>1</sub>",
    "a<sub>1</sub> = sigmoid(z<sub>1</sub>)·mask<sub>1</sub>",
    "delta<sub>1</sub> = dL_da<sub>1</sub>·da_dz<sub>1</sub>",
    "a<sub>i</sub>(δ<sub>ij</sub> − a<sub>j</sub>)",
  ]) {
    expect(html).toContain(formula);
  }
});

test("LaTeX: what is of each example's loss is written with an ℓ, the inputs' derivative too", () => {
  expect(renderLatex(worksheet)).toContain("\\frac{\\partial \\ell}{\\partial x} = \\delta_{1}");
});

const wide = layoutSheet(
  readSheet({
    format: "worked-example/1",
    id: "wide",
    network: {
      layers: [4, 4],
      activations: ["identity"],
      input: [[1, 0.5, 2, 4]],
      target: [[0, 0, 0, 0]],
      weights: { W1: [1, 2, 3, 4].map((row) => [1, 2, 3, 4].map((column) => row + column / 10)) },
      biases: { b1: [0, 0, 0, 0] },
      loss: { name: "half_sq" },
      learning_rate: 0.1,
    },
    steps: [],
  }),
);

test("large tables are cut short, and say what is left out", () => {
  const text = renderText(wide, { most: 2, lines: 1 });
  expect(text).toContain("(rows 2 to 3 of 4 left out, columns 2 to 3 of 4 left out)");
  expect(text).toContain("… and 3 more in the same way");
});

test("one alone is never left out: dots would take its place", () => {
  const text = renderText(wide, { most: 3, lines: 3 });
  expect(text).not.toContain("left out");
  expect(text).not.toContain("… and 1 more");
});

test("dots stand where rows and columns are left out, be it in the middle or at the end", () => {
  expect(renderText(wide, { most: 2 })).toContain(
    "W1 = [ 1.1  …  1.4 ]\n        [   …  …    … ]\n        [ 4.1  …  4.4 ]\n   (rows",
  );
  expect(renderText(wide, { most: 1 })).toContain("W1 = [ 1.1  … ]\n        [   …  … ]\n   (rows");
  const html = renderHtml(wide, { most: 2 });
  expect(html).toContain("<th>1</th><th>…</th><th>4</th>");
  expect(html).toMatch(/<tr><th>⋮<\/th><td>⋮<\/td><td>⋱<\/td><td>⋮<\/td><\/tr>/);
  expect(renderMarkdown(wide, { most: 2 })).toMatch(/& \\cdots & [^]*\\vdots & /);
});

test("Markdown and LaTeX: formulas as formulas", () => {
  expect(renderMarkdown(worksheet)).toContain("$$\\delta_{1} = \\frac{\\partial \\ell}{\\partial a_{1}} \\cdot ");
  const latex = renderLatex(worksheet, { answers: answersOf(worksheet) });
  expect(latex).toContain(
    "\\[ \\fitted{\\frac{\\partial a_{1}}{\\partial z_{1}} = a \\cdot \\left(1 - a\\right),\\quad a = a_{1}} \\]",
  );
  for (const [open, close] of [
    ["{", "}"],
    ["\\left(", "\\right)"],
    ["\\[", "\\]"],
    ["\\begin", "\\end"],
  ] as const) {
    expect(latex.split(open).length).toBe(latex.split(close).length);
  }
  // Outside of ASCII, pdflatex without more packages knows next to nothing.
  expect(latex).toMatch(/^[\x20-\x7e\n]*$/);
});

test("HTML: one page that asks for nothing else, text escaped", () => {
  const titled = { ...worksheet, problem: { ...worksheet.problem, title: "<script>alert(1)</script>" } };
  const html = renderHtml(titled);
  expect(html).not.toMatch(/<script|src=|https?:/);
  expect(html).toContain("<h1>&lt;script&gt;");
});

test("JSON: every step with the names of the format, also where a number is infinite", () => {
  const { format, steps } = toJson(worksheet);
  expect(format).toBe("worksheet/1");
  const step = steps.find(({ id }) => id === "z1")!;
  expect(Object.keys(step)).toEqual(["id", "quantity", "layer", "title", "formula", "substituted", "value", "uses"]);
  expect(step.substituted.split("\n")[0]).toBe("z1[1,1] = 0.5·0.4 − 1·0.1 + 0");
  expect(step.value).toEqual([
    [0.1, -0.55, 0.49999999999999994],
    [0.42500000000000004, -0.07499999999999998, -0.15],
  ]);
});
