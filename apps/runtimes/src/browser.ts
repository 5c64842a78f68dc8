import { launch, serve } from "@chainrule/browser";
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

/** @param inside - code for the page: a promise of the outcome for `options` */
function inPage(name: string, threads: boolean, inside: string): Runtime {
  return {
    name,
    threads,
    async run({ check, worker }, options) {
      const browser = await launch();
      if (!browser) return undefined;
      const files: Readonly<Record<string, readonly [type: string, body: string]>> = {
        "/": ["text/html", ""],
        "/check.js": ["text/javascript", check],
        "/worker.js": ["text/javascript", `${check}\nonmessage = async ({ data }) => postMessage(await check(data));`],
        "/chainrule-worker.js": ["text/javascript", worker],
      };
      const { url, close } = await serve((path) => files[path]);
      try {
        const page = await browser.newPage();
        await page.goto(url);
        const outcome = await page.evaluate(`(options => ${inside})(${JSON.stringify(options)})`);
        return { version: browser.version(), outcome: outcome as Outcome };
      } finally {
        await browser.close();
        close();
      }
    },
  };
}
