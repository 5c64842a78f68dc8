import * as optimizers from "@chainrule/optimizers";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { markSheet } from "../mark/index.ts";
import { layoutSheet } from "../layout/layout.ts";
import { readSheet, SheetError } from "./index.ts";
import { optimizerOf, sharedOptions } from "./optimizerOf.ts";

const example = JSON.parse(readFileSync(new URL("../../fixtures/example-sheet.json", import.meta.url), "utf8")) as {
  network: object;
};
const withNet = (changes: object) => readSheet({ ...example, network: { ...example.network, ...changes } });

test("every optimizer and solver of the library is one of a sheet; transforms and schedules are none", () => {
  const names = Object.keys(optimizers).filter((name) => {
    try {
      return optimizerOf(name, {}, 0.1);
    } catch (error) {
      expect(error).toBeInstanceOf(SheetError);
      return false;
    }
  });
  expect(names.join(" ")).toBe(
    "adabelief adadelta adafactor adagrad adam adamax adamw adan ademamix adopt amsgrad asgd fromage ftrl lamb lars " +
      "lion madgrad momentum muon nadam nadamw nesterov noisySgd novograd optimisticGradientDescent polyakSgd radam " +
      "rmsprop rprop scheduleFreeAdamw scheduleFreeSgd sgd signSgd signum yogi conjugateGradient lbfgs",
  );
});

test("what is no optimizer is told so; a solver has its own options, and needs no learning rate", () => {
  expect(() => layoutSheet(withNet({ optimizer: { name: "adm" } }))).toThrow(
    /of the library, received adm\. Write sgd/,
  );
  expect(() => withNet({ optimizer: { name: "lbfgs", memory: 3 }, learning_rate: undefined })).not.toThrow();
  expect(() => withNet({ optimizer: { name: "lbfgs", momentum: 3 } })).toThrow(/options of lbfgs, received momentum/);
  expect(() => layoutSheet(withNet({ optimizer: { name: "lbfgs" }, clip_global_norm: "1" }))).toThrow(
    /no network\.clip_global_norm beside a solver/,
  );
});

test("options are known by their names", () => {
  const options = { beta1: "0.8", beta2: 0.9, epsilon: "0.01", epsilonForm: "hat", amsgrad: true };
  expect(() => withNet({ optimizer: { name: "adam", options } })).not.toThrow();
  expect(() => withNet({ optimizer: { name: "rmsprop", centered: true } })).not.toThrow();
  expect(() => withNet({ optimizer: { name: "adam", options: { beta3: "0.9" } } })).toThrow(
    /expected network\.optimizer to have options of adam, received beta3/,
  );
  expect(() => withNet({ optimizer: { name: "sgd", momentum: "0.9" } })).toThrow(/options of sgd, received momentum/);
});

test("an optimizer is compared with another by the options that both have", () => {
  expect(sharedOptions("adam", { beta1: 0.8, decay: 0.1 })).toEqual({ beta1: 0.8 });
});

test("numbers beside a loss or a regularizer that mean nothing there are refused; comments are not", () => {
  const loss = { name: "huber", delta: "0.5" };
  expect(() => withNet({ loss })).toThrow(/expected network\.loss to have name, batch, formula, received delta/);
  expect(() => withNet({ regularizer: { name: "l2", strength: "0.1", rate: 0.5 } })).toThrow(/received rate/);
  expect(() => withNet({ loss: { name: "cce", remark: "natural logarithm" } })).not.toThrow();
});

test("an option that is no number and no word is refused", () => {
  expect(() => withNet({ optimizer: { name: "momentum", options: { decay: [0.9] } } })).toThrow(
    /expected the option decay of network\.optimizer to be a number or a word, received a list of 1/,
  );
});

test("a count of steps is a whole number", () => {
  expect(() => withNet({ state: { step: 0.5 } })).toThrow(/expected network\.state\.step to be a whole number/);
});

test("a sheet without steps has nothing to mark", () => {
  expect(() => markSheet(readSheet({ ...example, steps: [] }))).toThrow(/expected a sheet with steps/);
});
