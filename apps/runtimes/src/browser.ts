import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";
import type { Outcome } from "./check.ts";
import type { Runtime } from "./runtime.ts";

/** A page of Chromium, and a worker in it. */
export const pages: readonly Runtime[] = [
  inPage("Chromium, page", "import(\"/check.js\").then(({ check }) => check(options))"),
  inPage(
    "Chromium, worker",
    `new Promise((resolve, reject) => {
      const worker = new Worker("/worker.js", { type: "module" });
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage(options);
    })`,
  ),
];

/** Isolated from other origins, so that memory may be shared. */
const headers = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };

/** @param check - code for the page: a promise of the outcome for `options` */
function inPage(name: string, check: string): Runtime {
  return {
    name,
    async run(module, options) {
      const browser = await open();
      if (!browser) return undefined;
      try {
        const page = await browser.newPage();
        const files: Readonly<Record<string, readonly [type: string, body: string]>> = {
          "/": ["text/html", ""],
          "/check.js": ["text/javascript", module],
          "/worker.js": [
            "text/javascript",
            `${module}\nonmessage = async ({ data }) => postMessage(await check(data));`,
          ],
        };
        await page.route("http://localhost/**", async (route) => {
          const [contentType, body] = files[new URL(route.request().url()).pathname] ?? ["text/plain", ""];
          await route.fulfill({ contentType, body, headers });
        });
        await page.goto("http://localhost/");
        const outcome = await page.evaluate(`(options => ${check})(${JSON.stringify(options)})`);
        return { version: browser.version(), outcome: outcome as Outcome };
      } finally {
        await browser.close();
      }
    },
  };
}

/** Debian's Chromium, or the Chrome that is installed; undefined without either. */
async function open(): Promise<Browser | undefined> {
  const executablePath = [process.env.CHROMIUM_PATH, "/usr/bin/chromium"].find((path) => path && existsSync(path));
  const where = executablePath ? { executablePath } : { channel: "chrome" };
  return chromium.launch({ ...where, args: ["--no-sandbox"] }).catch(() => undefined);
}
