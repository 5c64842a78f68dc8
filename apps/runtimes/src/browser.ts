import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, chromium } from "playwright-core";
import type { Outcome } from "./check.ts";
import type { Runtime } from "./runtime.ts";

/** A page of Chromium, and a worker in it. */
export const pages: readonly Runtime[] = [
  inPage("Chromium, page", false, 'import("/check.js").then(({ check }) => check(options))'),
  inPage(
    "Chromium, worker",
    true,
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

/** @param inside - code for the page: a promise of the outcome for `options` */
function inPage(name: string, threads: boolean, inside: string): Runtime {
  return {
    name,
    threads,
    async run({ check, worker }, options) {
      const browser = await open();
      if (!browser) return undefined;
      const files: Readonly<Record<string, readonly [type: string, body: string]>> = {
        "/": ["text/html", ""],
        "/check.js": ["text/javascript", check],
        "/worker.js": ["text/javascript", `${check}\nonmessage = async ({ data }) => postMessage(await check(data));`],
        "/chainrule-worker.js": ["text/javascript", worker],
      };
      const server = createServer(({ url = "/" }, response) => {
        const [type, body] = files[url] ?? ["text/plain", ""];
        response.writeHead(200, { "Content-Type": type, ...headers }).end(body);
      });
      server.listen(0, "localhost");
      await once(server, "listening");
      try {
        const page = await browser.newPage();
        await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
        const outcome = await page.evaluate(`(options => ${inside})(${JSON.stringify(options)})`);
        return { version: browser.version(), outcome: outcome as Outcome };
      } finally {
        await browser.close();
        server.close();
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
