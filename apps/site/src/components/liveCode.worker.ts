import { transform } from "sucrase";

// Runs the code of a page: types are taken off, packages come from the modules kept for this version.

interface Request {
  readonly code: string;
  /** Address of the folder with the modules. */
  readonly modules: string;
}

const send = (kind: "log" | "error" | "end", text = ""): void => self.postMessage({ kind, text });

/** As Node's console prints: strings as they are, tensors as they describe themselves, records in short. */
function shown(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "object" && value !== null && !hasOwnText(value)) {
    try {
      return JSON.stringify(value, (_, inner: unknown) =>
        typeof inner === "object" && inner !== null && hasOwnText(inner) ? String(inner) : inner,
      );
    } catch {
      return String(value);
    }
  }
  return String(value);
}

const hasOwnText = (value: object): boolean => !Array.isArray(value) && value.toString !== Object.prototype.toString;

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
