import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { renderText } from "../render/text.ts";
import { readSheet } from "../sheet/index.ts";
import { neuronPath, weightPath } from "./focus.ts";
import { layoutSheet } from "./layout.ts";

const file = new URL("../../fixtures/example-sheet.json", import.meta.url);
const worksheet = layoutSheet(readSheet(JSON.parse(readFileSync(file, "utf8"))));

test("the chain from the loss to one weight", () => {
  const text = renderText(worksheet, { focus: weightPath(worksheet, "1.2.3"), digits: { decimals: 4 } });
  expect(text).toContain("dL_da1[1,3] = −0.4180·0.3000 + 0.4180·0.1000 = −0.0836");
  expect(text).toContain("delta1[1,3] = −0.0836·0.2350 = −0.0196");
  expect(text).toContain("dW1[2,3] = (−1·(−0.0196) + 0.2500·0.0280)/2 = 0.0133");
  expect(text).not.toContain("dW1[1,1]");
  expect(text).not.toContain("dW2");
});

test("one neuron", () => {
  const text = renderText(worksheet, { focus: neuronPath(worksheet, "1.2") });
  expect(text).toContain("a1[2,2] = sigmoid(−0.075) = 0.481259");
  expect(text).not.toContain("a1[2,1]");
});

test.each(["1.3.1", "3.1.1", "1.2", "0.1.1", "a.b.c"])("there is no weight %s", (path) => {
  expect(() => weightPath(worksheet, path)).toThrow(/^explain: expected a weight/);
});

test("there is no neuron 1.4", () => {
  expect(() => neuronPath(worksheet, "1.4")).toThrow(
    "expected a neuron of the net (layer 1: 3, layer 2: 2), received 1.4",
  );
});
