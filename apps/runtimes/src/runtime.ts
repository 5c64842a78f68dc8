import type { Outcome } from "./check.ts";

interface Options {
  readonly graphs: number;
}

/** A place where JavaScript runs. */
export interface Runtime {
  readonly name: string;
  /** Runs the check there; undefined where it is not installed. */
  readonly run: (module: string, options: Options) => Promise<{ version: string; outcome: Outcome } | undefined>;
}
