import { AxeBuilder } from "@axe-core/playwright";
import { describe, expect, test } from "vitest";
import { hasBrowser, open } from "./browser.ts";

// Every kind of page, in both themes and widths.

const pages = ["/", "/paper/", "/playground/", "/guide/", "/guide/start/", "/guide/speed/", "/guide/architecture/"];
const packages = ["/activations/", "/activations/elu/", "/losses/huber/", "/optimizers/adam/", "/network/heNormal/"];
const others = [
  "/guide/examples/01-train/",
  "/worksheet/next/article/",
  "/safetensors/api/",
  "/search/?q=huber",
  "/none/",
];
const looks = [
  { colorScheme: "light", width: 1280 },
  { colorScheme: "dark", width: 360 },
] as const;

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

test.skipIf(!hasBrowser)("code runs where it stands, and prints what is written beside it", async () => {
  const { page, faults } = await open("/guide/examples/07-differentiate/");
  const code = await page.locator("pre").first().innerText();
  const promised = [...code.matchAll(/\/\/ → ?(.*)$/gm)].map(([, line]) => line);
  await page.getByRole("button", { name: "Run" }).first().click();
  await page.getByText("Output", { exact: true }).waitFor();
  const [, ...printed] = (await page.getByRole("log").first().innerText()).split("\n");
  expect(printed).toEqual(promised);
  expect(faults).toEqual([]);
});
