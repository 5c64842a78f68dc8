import type { Bundle } from "./bundle.ts";
import type { Outcome } from "./check.ts";

interface Options {
  readonly graphs: number;
}

/** A place where JavaScript runs. */
export interface Runtime {
  readonly name: string;
  /** Whether threads can share their work there. */
  readonly threads: boolean;
  /** Runs the check there; undefined where it is not installed. */
  readonly run: (bundle: Bundle, options: Options) => Promise<{ version: string; outcome: Outcome } | undefined>;
}
