// All 2³² floats through the functions as the engine compiles them, against float64: `pnpm accuracy exp log`, about
// two minutes a function. `--stride 1000` takes every thousandth only.
import { parseArgs } from "node:util";
import { supportedModes } from "../src/wasm/index.ts";
import { functions, sweep } from "./sweep.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { stride: { type: "string", default: "1" } },
});
const names = positionals.length > 0 ? positionals : Object.keys(functions);
const unknown = names.find((name) => !(name in functions));
if (unknown !== undefined) {
  console.error(`accuracy: expected ${Object.keys(functions).join(", ")}, received ${unknown}.`);
  process.exit(2);
}

const modes = supportedModes();
for (const name of names) {
  let shown = 0;
  const report = (share: number): void => {
    if (!process.stderr.isTTY || share - shown < 0.01) return;
    shown = share;
    process.stderr.write(`\r\x1b[K${name} ${Math.round(100 * share)} %`);
  };
  const found = sweep(name, modes, { stride: Number(values.stride), report });
  if (shown > 0) process.stderr.write("\r\x1b[K");
  modes.forEach((mode, i) => {
    const { ulp, at, off } = found[i]!;
    console.log(`${name}, ${mode}: ${ulp.toFixed(3)} ulp at ${at}, ${(100 * off).toFixed(2)} % not the nearest float`);
  });
}
