import { transform } from "sucrase";

// Runs the code of a page: types are taken off, packages come from the modules kept for this version.

interface Request {
  readonly code: string;
  /** Address of the folder with the modules. */
  readonly modules: string;
}

const send = (kind: "log" | "error" | "end", text = ""): void => self.postMessage({ kind, text });

/** As Node's console prints, more or less: tensors as they describe themselves, other records as JSON. */
function shown(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  return describes(value) ? describe(value) : JSON.stringify(value, (_, inner: unknown) => inJson(inner));
}

const inJson = (value: unknown): unknown =>
  typeof value === "object" && value !== null && describes(value) ? describe(value) : value;

/** Whether it has words of its own, as a tensor and an error have. */
const describes = (value: object): boolean => !Array.isArray(value) && value.toString !== Object.prototype.toString;

const describe = (value: object): string => (value as { toString(): string }).toString();

self.onmessage = async ({ data: { code, modules } }: MessageEvent<Request>) => {
  const log = (...values: unknown[]): void => send("log", values.map(shown).join(" "));
  Object.assign(console, { log, info: log, warn: log, error: log });
  try {
    const { code: script } = transform(code, { transforms: ["typescript"], disableESTransforms: true });
    const placed = script.replaceAll(/(from\s+)"@chainrule\/([^"]+)"/g, `$1"${modules}$2.js"`);
    const address = URL.createObjectURL(new Blob([placed], { type: "text/javascript" }));
    // Not for the bundler: the address is known here alone.
    await import(/* webpackIgnore: true */ address);
  } catch (error) {
    send("error", error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  }
  send("end");
};
