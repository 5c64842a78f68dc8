import { refuse, ValueError } from "@chainrule/tensor";
import { save } from "../files/save.ts";
import type { Callback, EpochRecord } from "../training/options.ts";

/**
 * Saves the network after an epoch that was better than all before, by its validation loss if there is one; or after
 * each.
 *
 * What was best is read from the history of the run, so that a resumed one goes on in the same way.
 *
 * @param write - takes the bytes that `save` makes, such as `(bytes) => writeFileAtomic("best.safetensors", bytes)`;
 *   the
 *   training waits for a promise
 * @param options.when - `"better"` (default) or `"always"`
 * @throws ValueError for another word
 */
export function modelCheckpoint(
  write: (bytes: Uint8Array<ArrayBuffer>, record: EpochRecord) => void | Promise<void>,
  { when = "better" }: { readonly when?: "better" | "always" } = {},
): Callback {
  if (when !== "better" && when !== "always") {
    refuse(ValueError, "modelCheckpoint", 'when to be "better" or "always"', when, "Pass one of them.");
  }
  return {
    onEpoch(record, run) {
      const earlier = run.state.progress.history.filter(({ epoch }) => epoch < record.epoch).map(lossOf);
      if (when === "better" && earlier.some((loss) => loss <= lossOf(record))) return;
      return write(save(run.net), record);
    },
  };
}

const lossOf = ({ loss, validation }: EpochRecord): number => validation?.loss ?? loss;
