import { requireRange, zeroOrAbove } from "@chainrule/tensor";
import { save } from "../files/save.ts";
import type { Callback } from "../training/options.ts";

/**
 * Saves the training itself every so often, so that a machine that goes down costs no more: `resume` goes on from the
 * last checkpoint to the same bits as if nothing had happened.
 *
 * @param write - takes the bytes that `save` makes, such as `(bytes) => writeFileAtomic("run.safetensors", bytes)`; the
 *   training waits for a promise
 * @param options.seconds - between two checkpoints, 0 for one after each step; default 30
 * @throws ValueError if that is negative
 */
export function backup(
  write: (bytes: Uint8Array<ArrayBuffer>) => void | Promise<void>,
  { seconds = 30 }: { readonly seconds?: number } = {},
): Callback {
  requireRange("backup", zeroOrAbove, { seconds });
  let last = Date.now();
  return {
    onStep(_event, run) {
      if (Date.now() - last < seconds * 1000) return;
      last = Date.now();
      return write(save(run.state));
    },
  };
}
