import { ChainruleError } from "@chainrule/tensor";
import { Random } from "./random.ts";
import type { Target } from "./targets.ts";

/** What went wrong with a case. */
export interface Failure {
  readonly target: string;
  readonly seed: number;
  readonly why: string;
}

/** How long one file may take, in ms of the processor: a machine that does other things lets it wait. */
const patience = 5000;

/** Bytes that reading may take beside four times the file: tables, messages, what is not yet collected. */
const margin = 2 ** 25;

const inherited = Object.getOwnPropertyNames(Object.prototype).join();

/** Reads the file of one seed; undefined if all is well. */
export function tryOne(target: Target, seed: number): Failure | undefined {
  const file = target.make(new Random(seed));
  const fail = (why: string): Failure => ({ target: target.name, seed, why });
  const begun = process.cpuUsage();
  const before = process.memoryUsage().arrayBuffers;
  try {
    target.read(file);
  } catch (error) {
    if (!(error instanceof ChainruleError)) {
      return fail(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
    if (!/expected/.test(error.message)) return fail(`a message that does not say what was expected: ${error.message}`);
  }
  const { user, system } = process.cpuUsage(begun);
  const took = (user + system) / 1000;
  if (took > patience) return fail(`took ${took.toFixed(0)} ms`);
  const more = process.memoryUsage().arrayBuffers - before - 4 * file.length;
  if (more > margin) return fail(`took ${more} bytes beyond four times the file`);
  if (Object.getOwnPropertyNames(Object.prototype).join() !== inherited)
    return fail("changed what all objects inherit");
  return undefined;
}
