import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import lighthouse from "lighthouse";
import { launch } from "@chainrule/browser";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { base, hasBrowser } from "./browser.ts";

// Lighthouse on each kind of page. Its score for performance is noise on a machine that has other things to do, and is
// left out: how soon the paper is there, and how much script a page loads, is tested by itself.

const pages = [
  "/",
  "/paper/",
  "/playground/",
  "/guide/",
  "/guide/start/",
  "/network/",
  "/activations/elu/",
  "/safetensors/api/",
];
const categories = ["accessibility", "best-practices", "seo"];

/** A port that nobody listens on. */
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

describe.skipIf(!hasBrowser)("Lighthouse gives at least 95", () => {
  let browser: Browser | undefined;
  let port = 0;
  beforeAll(async () => {
    port = await freePort();
    browser = await launch(`--remote-debugging-port=${port}`);
  });
  afterAll(() => browser?.close());

  test.each(pages)("%s", { timeout: 180_000 }, async (path) => {
    const result = await lighthouse(base + path, {
      port,
      onlyCategories: categories,
      throttlingMethod: "provided",
      logLevel: "silent",
    });
    const { categories: judged, audits } = result!.lhr;
    const poor = categories.filter((name) => !(judged[name]!.score! >= 0.95));
    const failed = Object.values(audits)
      .filter(({ score }) => score !== null && score < 0.9)
      .map(({ id, title, details }) => `${id}: ${title} ${JSON.stringify(details ?? "").slice(0, 500)}`);
    expect(poor, failed.join("\n")).toEqual([]);
  });
});
