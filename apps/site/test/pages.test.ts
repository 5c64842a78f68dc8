import { readdirSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { describe, expect, test } from "vitest";
import { hasBrowser, open } from "./browser.ts";

// Every kind of page, in both themes, on a wide screen and on a telephone.

const newestOfTensor = readdirSync(join(import.meta.dirname, "../frozen/tensor"))
  .sort()
  .at(-1)!;

const pages = ["/", "/paper/", "/playground/", "/guide/", "/guide/start/", "/guide/speed/", "/guide/architecture/"];
const packages = ["/activations/", "/activations/elu/", "/losses/huber/", "/optimizers/adam/", "/network/heNormal/"];
const others = [
  "/guide/examples/01-train/",
  "/tensor/0.1.0/corners/",
  "/worksheet/next/article/",
  "/safetensors/api/",
  "/search/?q=huber",
  "/none/",
];

const looks = (["light", "dark"] as const).flatMap((colorScheme) =>
  [1280, 360].map((width) => ({ colorScheme, width })),
);

describe.skipIf(!hasBrowser).each([...pages, ...packages, ...others])("%s", (path) => {
  test.each(looks)("$colorScheme, $width px wide", async ({ colorScheme, width }) => {
    const { page, faults } = await open(path, { colorScheme, viewport: { width, height: 900 } });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "fits its width").toBe(true);
    // The browser itself says so when a page is not there.
    expect(faults.filter((fault) => !(path === "/none/" && fault.includes("404")))).toEqual([]);
    await page.context().close();
  });
});

test.skipIf(!hasBrowser)("the version menu keeps the page, and says where there is none", async () => {
  const { page, faults } = await open("/activations/elu/");
  const menu = page.locator(".navbar__item.dropdown", { hasText: /^activations \d/ });
  await menu.locator("a").first().focus();
  await page.keyboard.press("Enter");
  await menu.getByRole("link", { name: "next", exact: true }).click();
  await page.waitForURL(/\/activations\/next\/elu\/$/);
  const banner = page.locator(".theme-doc-version-banner");
  expect(await banner.innerText()).toMatch(/unreleased/);
  expect(await banner.getByRole("link").getAttribute("href")).toBe("/activations/elu/");
  expect(await page.locator("meta[name=robots]").getAttribute("content")).toMatch("noindex");
  expect(faults).toEqual([]);
});

test.skipIf(!hasBrowser)("drawings take the colours of the theme", async () => {
  const { page, faults } = await open("/activations/elu/");
  const stroke = "getComputedStyle(document.querySelector('svg.chart path.chart-line')).stroke";
  const strokes: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-theme=${colorScheme}]`).waitFor();
    strokes.push(await page.evaluate<string>(stroke));
  }
  expect(strokes[0]).not.toBe(strokes[1]);
  expect(faults).toEqual([]);
});

test.skipIf(!hasBrowser)("the menu says where a version has no such page, and old ones lead on", async () => {
  const { page, faults } = await open("/tensor/0.1.0/corners/");
  const banner = page.locator(".theme-doc-version-banner");
  expect(await banner.innerText()).toMatch(/tensor 0\.1\.0, which is no longer maintained/);
  expect(await banner.getByRole("link").getAttribute("href")).toBe("/tensor/corners/");
  expect(await page.locator("meta[name=robots]").getAttribute("content")).toMatch("noindex");
  await page.goto(new URL(`/tensor/${newestOfTensor}/corners/`, page.url()).href);
  await page.waitForURL(/\/tensor\/corners\/$/);
  await page.goto(new URL("/worksheet/next/article/", page.url()).href);
  const menu = page.locator(".navbar__item.dropdown", { hasText: /^worksheet next/ });
  await menu.locator("a").first().hover();
  await menu.getByRole("link", { name: "0.1.0 (without this page)", exact: true }).click();
  await page.waitForURL(/\/worksheet\/0\.1\.0\/$/);
  expect(faults).toEqual([]);
});

test.skipIf(!hasBrowser)("search finds a function of any package", async () => {
  const { page, faults } = await open("/");
  await page.getByPlaceholder("Search").first().fill("huber");
  await page.locator(".navbar__search").getByText("huber").locator("visible=true").first().waitFor();
  const { violations } = await new AxeBuilder({ page }).include(".navbar").analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`)).toEqual([]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/huber/);
  expect(faults).toEqual([]);
});

test.skipIf(!hasBrowser).each([
  ["/guide/examples/07-differentiate/", "/modules/next/"],
  ["/activations/0.1.0/elu/", "/modules/activations/0.1.0/"],
])("code runs where it stands, %s, on its own version, and prints what is written beside it", async (path, modules) => {
  const { page, faults } = await open(path);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  const code = await page.locator("pre").first().innerText();
  const promised = [...code.matchAll(/\/\/ → ?(.*)$/gm)].map(([, line]) => line);
  await page.getByRole("button", { name: "Run" }).first().click();
  await page.getByText("Output", { exact: true }).waitFor();
  const [, ...printed] = (await page.getByRole("log").first().innerText()).split("\n");
  expect(printed).toEqual(promised);
  const packages = asked.filter((address) => address.startsWith("/modules/"));
  expect(packages.length).toBeGreaterThan(0);
  expect(packages.filter((address) => !address.startsWith(modules))).toEqual([]);
  expect(faults).toEqual([]);
});
