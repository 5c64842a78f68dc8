// How long the first step of a training takes in a fresh process, less that of a later one, in ms.
import { begin } from "./training.mjs";

const times = [performance.now()];
for await (const { step } of begin()) times[step] = performance.now();
const first = times[1] - times[0];
const later = times
  .slice(1)
  .map((time, i) => time - times[i])
  .sort((a, b) => a - b)[times.length >> 1];
console.log(first - later);
