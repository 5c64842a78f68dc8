/** An error that says who speaks, what was expected, what was received and the step that fixes it. */
export class ChainruleError extends Error {
  /** Stable and machine-readable: what the command line prints as `error.code`. */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.name = code;
  }
}

/** Throws an error of that kind in the form that all messages have. */
export function refuse(
  Kind: new (message: string) => ChainruleError,
  who: string,
  expected: string,
  received: string | number | undefined,
  cure: string,
): never {
  throw new Kind(`${who}: expected ${expected}, received ${received}. ${cure}`);
}

/** How something that no type has checked shows in a message. */
export function shown(x: unknown): string {
  if (typeof x === "string") return JSON.stringify(x);
  if (typeof x === "function") return "a function";
  return Array.isArray(x) ? "a list" : x instanceof Object ? "an object" : String(x);
}

/** Shapes that do not fit. */
export class ShapeError extends ChainruleError {
  constructor(message: string) {
    super("ShapeError", message);
  }
}

/** Dtypes that would have to be mixed; the message names the cast to write. */
export class DTypeError extends ChainruleError {
  constructor(message: string) {
    super("DTypeError", message);
  }
}

/** A number or a condition was read off an expression that has no value yet. */
export class TraceError extends ChainruleError {
  constructor(message: string) {
    super("TraceError", message);
  }
}

/** A value outside its range: a negative rate, an unknown label, a malformed file. */
export class ValueError extends ChainruleError {
  constructor(message: string) {
    super("ValueError", message);
  }
}
