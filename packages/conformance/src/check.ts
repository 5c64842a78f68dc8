import { ChainruleError } from "@chainrule/tensor";

/** A promise that a part has to keep. */
export interface Check {
  readonly name: string;
  /** @throws ConformanceError with the input at which the promise is broken */
  readonly run: () => void | Promise<void>;
}

/** A promise that is not kept: what was expected, what was received, at which input, and the step that mends it. */
export class ConformanceError extends ChainruleError {
  constructor(message: string) {
    super("ConformanceError", message);
  }
}

/** What a broken promise says. */
export interface Broken {
  readonly expected: string;
  readonly received: string | number;
  /** The exact input, as code. */
  readonly at: string;
  readonly cure: string;
}

export function broken(who: string, { expected, received, at, cure }: Broken): never {
  throw new ConformanceError(`${who}: expected ${expected}, received ${received}, at ${at}. ${cure}`);
}

/** What one check came to. */
export interface Outcome {
  readonly name: string;
  /** Why it failed; undefined where the promise is kept. */
  readonly error: Error | undefined;
}

/** Runs checks one after the other, also after one has failed. */
export async function runChecks(checks: readonly Check[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { name, run } of checks) {
    try {
      await run();
      outcomes.push({ name, error: undefined });
    } catch (error) {
      outcomes.push({ name, error: error instanceof Error ? error : new Error(String(error)) });
    }
  }
  return outcomes;
}
