// How long it takes in a fresh process to make a plan of the traced step of a training, in ms.
import { placeholder, replay } from "@chainrule/compiler";
import { supportedModes, wasmStore } from "@chainrule/compiler/wasm";
import { foldIn, randomKey } from "@chainrule/tensor";
import { batchSize, begin } from "./training.mjs";

const { graphs, learned } = begin().state;
const [x, y, , , ...weights] = graphs.step.inputs;
const number = placeholder({ shape: [], dtype: "int32" });
const key = foldIn(randomKey(0), number);
const outputs = replay(graphs.step)([x, y, key, number.cast("float32"), ...weights]);

const start = performance.now();
const [mode] = supportedModes();
const store = wasmStore(Object.values(learned.parameters), mode);
const slots = weights.map((_, slot) => slot);
const guarded = [0, ...weights.map((_, i) => i + 1)]; // the loss and the gradients
const series = store.series({ inputs: [x, y, number, ...weights], outputs }, slots, batchSize, {
  logged: 1,
  guarded,
  updates: slots,
});
series.batches(batchSize);
console.log(performance.now() - start);
