import type { Callback } from "../training/options.ts";

/**
 * Writes each epoch as a line of JSON. JSON has no word for NaN and ∞: they become null.
 *
 * @param write - takes one line with its end, such as `(line) => appendFileSync("log.jsonl", line)`
 */
export const jsonLogger = (write: (line: string) => void): Callback => ({
  onEpoch: (record) => write(`${JSON.stringify(record)}\n`),
});
