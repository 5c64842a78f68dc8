import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** What a page is sent with, so that it is isolated from other origins and its threads may share memory. */
export const isolation = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

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
