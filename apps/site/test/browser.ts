import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { launch } from "@chainrule/browser";
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";

const built = join(import.meta.dirname, "../build");

const types: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".md": "text/markdown; charset=utf-8",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".woff2": "font/woff2",
};

/** The built site at an address of its own. */
export async function serve(): Promise<{ server: Server; base: string }> {
  const server = createServer((request, response) => {
    const path = join(built, decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname));
    const file = existsSync(path) && statSync(path).isDirectory() ? join(path, "index.html") : path;
    const found = existsSync(file);
    const shown = found ? file : join(built, "404.html");
    response.writeHead(found ? 200 : 404, { "content-type": types[extname(shown)] ?? "application/octet-stream" });
    response.end(readFileSync(shown));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, base: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const server = await serve();

/** Where the built site is served. */
export const { base } = server;
const browser = await launch();
if (!browser)
  console.warn("No Chromium or Chrome found: the tests of the site in a browser are skipped. Set CHROMIUM_PATH.");

/** Whether there is a browser to test in: always in CI. */
export const hasBrowser = browser !== undefined;

beforeAll(() => expect(existsSync(join(built, "index.html")), "the site is built: pnpm site:test does it").toBe(true));
afterAll(async () => {
  await browser?.close();
  server.server.close();
});

/** A page of the site, and what went wrong on it: errors in the console, requests to other hosts. */
export async function open(
  path: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; faults: string[] }> {
  const context = await browser!.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("request", (request) => {
    if (!request.url().startsWith(base) && !/^(data|blob):/.test(request.url())) faults.push(request.url());
  });
  await page.goto(base + path, { waitUntil: "networkidle" });
  await page.locator("html[data-has-hydrated=true]").waitFor(); // before that, what is typed or focused is not heard
  return { page, faults };
}
