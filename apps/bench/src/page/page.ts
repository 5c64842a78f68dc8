/// <reference lib="dom" />
import { training, type Training } from "./train.ts";

/** The longest time in ms that a training in the page, or in a worker of it, keeps the page from anything else. */
export async function blocked({ worker, ...asked }: Training & { readonly worker: boolean }): Promise<number> {
  const work = worker ? inWorker(asked) : training(asked);
  await new Promise((awake) => setTimeout(awake, 300)); // what the page had to do for itself is done
  return longestBlock(work);
}

/** Messages that the page sends to itself wait for their turn meanwhile. */
async function longestBlock(work: () => Promise<unknown>): Promise<number> {
  const { port1, port2 } = new MessageChannel();
  let longest = 0;
  let last = performance.now();
  port1.onmessage = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    port2.postMessage(undefined);
  };
  port2.postMessage(undefined);
  await work();
  port1.close();
  return longest;
}

function inWorker(asked: Training): () => Promise<unknown> {
  const worker = new Worker("/worker.js", { type: "module" });
  return () =>
    new Promise((done, failed) => {
      worker.onmessage = done;
      worker.onerror = failed;
      worker.postMessage(asked);
    });
}
