import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, chromium } from "playwright-core";

/** What a page is sent with, so that it is isolated from other origins and its threads may share memory. */
const isolation = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

interface Served {
  /** Where the page is, as `http://127.0.0.1:1234/`. */
  readonly url: string;
  readonly close: () => void;
}

/** Serves what a page on this machine asks for, with the page itself at `/`; undefined is not found. */
export async function serve(
  fileAt: (path: string) => readonly [type: string, body: string] | undefined,
): Promise<Served> {
  const server = createServer(({ url = "/" }, response) => {
    const [type, body] = fileAt(url) ?? [];
    if (type === undefined) response.writeHead(404).end();
    else response.writeHead(200, { "Content-Type": type, ...isolation }).end(body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => void server.close() };
}

/** Debian's Chromium, or the Chrome that is installed; undefined without either, which is an error in CI. */
export async function launch(...args: readonly string[]): Promise<Browser | undefined> {
  const executablePath = [process.env["CHROMIUM_PATH"], "/usr/bin/chromium"].find((path) => path && existsSync(path));
  const where = executablePath ? { executablePath } : { channel: "chrome" };
  try {
    return await chromium.launch({ ...where, args: ["--no-sandbox", ...args] });
  } catch (error) {
    if (process.env["CI"]) throw error;
    return undefined;
  }
}
