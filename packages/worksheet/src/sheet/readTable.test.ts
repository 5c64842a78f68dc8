import { expect, test } from "vitest";
import { markSheet } from "../mark/index.ts";
import { readSheetText } from "./index.ts";

const lines = `layers, 1, 2
activations, softmax
loss, cce, sum
learning_rate, 0.5
clip_global_norm, 2
optimizer, adam, beta1=0.8, epsilon=0.01
regularizer, l2, 0.1
input, 0.5
target, 1, 0
W1, 0.4, -0.6
b1, 0, 0.2
state m_W1, 0.1, -0.1
state v_W1, 0.2, 0.3
state step, 2
z1, 0.2, -0.1
z1, 0.2, -0.1
`;

test("CSV says all that JSON can: optimizer, regularizer, clipping, memory, masks", () => {
  const { net, steps } = readSheetText(`${lines}`);
  expect(net.optimizer).toEqual({ name: "adam", options: { beta1: 0.8, epsilon: 0.01 } });
  expect(net.regularizer).toEqual({ name: "l2", strength: 0.1 });
  expect([net.clipGlobalNorm, net.batch, net.stepsBefore]).toEqual([2, "sum", 2]);
  expect(net.state.get("m_W1")).toEqual([[0.1, -0.1]]);
  expect(steps.map(({ id }) => id)).toEqual(["z1"]);
  const masked = "layers,1,2,1\nactivations,tanh,linear\nloss,mse\ninput,1\ntarget,1\nW1,1,2\nW2,1\nW2,2\nmask1,0,2\n";
  expect(readSheetText(masked).net.masks.get(1)).toEqual([[0, 2]]);
});

test("Markdown: the heading is the title; a quantity written twice has two ids", () => {
  const table = lines.split("\n").map((line) => (line === "" ? "" : `| ${line.replaceAll(",", " |")} |`));
  const sheet = readSheetText(
    `# Week 3, Anna\n\nBy hand.\n\n${table.join("\n")}\n| a1 | 0.57 | 0.43 |\n| z1 | 0.2 | -0.1 |\n`,
  );
  expect(sheet.title).toBe("Week 3, Anna");
  expect(sheet.steps.map(({ id }) => id)).toEqual(["z1", "a1", "z1 (2)"]);
  expect(markSheet(sheet).firstWrong).toBeNull();
});

test("nothing is no sheet", () => {
  expect(() => readSheetText("\uFEFF \n")).toThrow(/expected a sheet, received an empty text/);
});
