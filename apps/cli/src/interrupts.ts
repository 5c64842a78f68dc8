import { setImmediate } from "node:timers/promises";
import { report } from "./failure.ts";

/** What ctrl-C does in the course of a training. */
export interface Interrupts {
  /** From here on the first one aborts the signal, and only another one ends the command. */
  fromHere(): Promise<AbortSignal>;
  /** From here on it ends the command, as it does anywhere else. */
  end(): void;
}

/** Up to `fromHere` ctrl-C ends the command, which says so. */
export function hearInterrupts(json: boolean): Interrupts {
  const stop = new AbortController();
  let hasBegun = false;
  const hear = (): void => {
    if (hasBegun && !stop.signal.aborted) {
      stop.abort();
      return;
    }
    report(new Error(hasBegun ? "stopped at once, nothing saved" : "stopped before training began"), json);
    end();
    process.kill(process.pid, "SIGINT"); // as it would have ended without us: whoever started it can tell
  };
  const end = (): void => void process.off("SIGINT", hear);
  // Not `once`, which takes this off before the others hear: what shows the cursor of the terminal again ends the
  // process where it finds itself alone.
  process.on("SIGINT", hear);
  return {
    async fromHere() {
      // What was pressed while a table was read is heard when the event loop polls: in its second turn at the latest.
      await setImmediate();
      await setImmediate();
      hasBegun = true;
      return stop.signal;
    },
    end,
  };
}
