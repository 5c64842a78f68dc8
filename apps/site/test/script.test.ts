import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { hasBrowser, open } from "./browser.ts";

// How much script a page of documentation loads while somebody reads it: nothing is pointed at, nothing pressed.

const most = 180_000;

const guides = ["/guide/", "/guide/start/", "/guide/speed/", "/guide/comingFrom/", "/guide/architecture/"];
const packages = ["/activations/elu/", "/losses/huber/", "/network/", "/worksheet/mistakes/", "/tensor/0.1.0/corners/"];
const references = ["/network/api/", "/optimizers/next/api/", "/tensor/0.1.0/api/"];

/** The bytes of all scripts of a page, as gzip has them. */
async function scriptOf(path: string): Promise<number> {
  const { page } = await open("/404.html");
  const sizes: Promise<number>[] = [];
  // Also what is loaded ahead for other pages.
  page.on("response", (response) => {
    if (/\.js($|\?)/.test(response.url())) sizes.push(response.body().then((body) => gzipSync(body).length));
  });
  await page.goto(new URL(path, page.url()).href, { waitUntil: "networkidle" });
  await page.locator("html[data-has-hydrated=true]").waitFor();
  const all = await Promise.all(sizes);
  await page.context().close();
  expect(all.length).toBeGreaterThan(3);
  return all.reduce((sum, size) => sum + size, 0);
}

test.skipIf(!hasBrowser).each([...guides, ...packages, ...references])("%s loads at most 180 kB", async (path) => {
  expect(await scriptOf(path)).toBeLessThanOrEqual(most);
});

describe.skipIf(!hasBrowser)("what was left out is there when it is needed", () => {
  test("a block of code gets its button as soon as somebody is there to press it", async () => {
    const { page, faults } = await open("/guide/architecture/", { permissions: ["clipboard-read", "clipboard-write"] });
    const block = page.locator("[class*=codeBlockContainer]", { hasText: "const silu" });
    const colours = (): Promise<number> => block.locator("span[style*=color]").count();
    const [text, before] = [await block.innerText(), await colours()];
    expect(before).toBeGreaterThan(5);
    expect(await block.getByRole("button").count()).toBe(0);
    await block.hover();
    await block.getByRole("button", { name: "Copy code" }).click();
    expect(await page.evaluate("navigator.clipboard.readText()")).toContain("const silu");
    expect(await block.innerText()).toBe(text);
    expect(await colours()).toBe(before);
    expect(faults).toEqual([]);
  });

  test("a page of another section opens from a link, with its code in colours", async () => {
    const { page, faults } = await open("/guide/architecture/");
    await page.evaluate("window.isSame = true");
    await page.locator(".navbar .dropdown", { hasText: "Packages" }).hover();
    await page.locator(".navbar").getByRole("link", { name: "losses", exact: true }).click();
    await page.waitForURL(/\/losses\/$/);
    await page.locator(".menu").getByRole("link", { name: "huber", exact: true }).click();
    await page.waitForURL(/\/losses\/huber\/$/);
    await page.locator("pre span[style*=color]").nth(5).waitFor();
    await page.goBack();
    await page.waitForURL(/\/losses\/$/);
    expect(await page.evaluate("window.isSame"), "without loading the site anew").toBe(true);
    expect(faults).toEqual([]);
  });

  test("the reference of a package stays as it is when its script comes", async () => {
    const { page, faults } = await open("/compiler/api/");
    const text = (): Promise<string> => page.locator("article .markdown").innerText();
    const before = await text();
    expect(before).toContain("grad");
    await page.mouse.move(600, 300);
    await page.locator("article [class*=codeBlockContainer]").first().getByRole("button").first().waitFor();
    expect(await text()).toBe(before);
    expect(faults).toEqual([]);
  });

  test("an address that is nowhere says so, in any section", async () => {
    const { page } = await open("/network/nowhere/");
    await page.getByRole("heading", { name: "Page not found" }).waitFor();
  });
});
