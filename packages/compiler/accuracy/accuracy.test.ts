import { expect, test } from "vitest";
import { promises } from "../../tensor/src/math/promises.ts";
import { supportedModes } from "../src/wasm/index.ts";
import { functions, sweep } from "./sweep.ts";

// `pnpm accuracy` takes every float; this one in 20,011 of them.

test.each(Object.keys(functions))("%s as compiled keeps the error promised, in every mode", (name) => {
  const modes = supportedModes();
  sweep(name, modes, { stride: 20_011 }).forEach(({ ulp, at }, i) => {
    expect(ulp, `${modes[i]}, at ${at}`).toBeLessThanOrEqual(promises[name]!.ulp);
  });
});
