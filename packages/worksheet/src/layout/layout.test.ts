import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readSheet } from "../sheet/readSheet.ts";
import { layoutSheet } from "./layout.ts";
import { crossCheck } from "./crossCheck.ts";
test("x", () => {
  const sheet = JSON.parse(readFileSync("/work/shared/seed/example-sheet.json", "utf8"));
  const explained = JSON.parse(readFileSync("/work/shared/seed/example-explained.json", "utf8")).values;
  const w = layoutSheet(readSheet(sheet));
  for (const [q, v] of Object.entries(explained)) {
    const got = [...w.steps.find((s) => s.id === q)!.value.toTypedArray()];
    const want = [v].flat(3) as number[];
    const dev = Math.max(...got.map((g, i) => Math.abs(g - want[i]!)));
    expect(dev).toBeLessThan(3e-16);
  }
  console.log(crossCheck(w));
  for (const change of [
    { optimizer: { name: "adam" } },
    {
      optimizer: { name: "momentum", options: { momentum: 0.8 } },
      state: {
        m_W1: [
          [1, 2, 3],
          [4, 5, 6],
        ],
        step: 3,
      },
    },
    {
      optimizer: { name: "nesterov" },
      regularizer: { name: "l2", strength: 0.01 },
      masks: {
        a1: [
          [2, 0, 2],
          [0, 2, 2],
        ],
      },
    },
    { optimizer: { name: "adamw" }, activations: ["relu", "sigmoid"], loss: { name: "bce", batch: "sum" } },
    { optimizer: { name: "rmsprop" }, activations: ["geluTanh", "logSoftmax"], loss: { name: "mse" } },
    { optimizer: { name: "adagrad" }, activations: ["softmax", "identity"], loss: { name: "half_sq" } },
  ]) {
    console.log(JSON.stringify(change));
    const w = layoutSheet(readSheet({ ...sheet, network: { ...sheet.network, ...change } }));
    for (const s of w.steps) {
      if (!s.uses.length) continue;
      const c = s.cell(
        s.value.shape.map((n) => n - 1),
        { number: (x) => String(Number(x.toPrecision(4))) },
      );
      console.log(s.formula(), "|", c, "|", s.uses.join());
    }
    console.log(crossCheck(w));
  }
});
