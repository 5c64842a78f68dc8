import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { AxeBuilder } from "@axe-core/playwright";
import { formatCsv, spiral } from "@chainrule/data";
import { load } from "@chainrule/network";
import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, describe, expect, test } from "vitest";
import { hasBrowser, open } from "./browser.ts";

const root = join(import.meta.dirname, "../../..");
const iris = readFileSync(join(root, "docs/examples/data/iris.csv"), "utf8");
// Among the packages, where the code finds them.
const folder = mkdtempSync(join(import.meta.dirname, ".made-"));
afterAll(() => rmSync(folder, { recursive: true }));

const node = async (...parameters: string[]): Promise<string> =>
  (await promisify(execFile)(process.execPath, ["--conditions=@chainrule/source", ...parameters], { cwd: folder }))
    .stdout;

const button = (page: Page, name: string): Locator => page.getByRole("button", { name, exact: true });
const field = (page: Page, name: string): Locator => page.getByRole("textbox", { name, exact: true });
const figure = (page: Page, name: string): Promise<string> => page.getByTestId(name).innerText();
const status = (page: Page, text: string): Promise<void> =>
  page.locator("[role=status]", { hasText: text }).first().waitFor();

async function openPlayground(options: BrowserContextOptions = {}): Promise<{ page: Page; faults: string[] }> {
  const opened = await open("/playground/", options);
  await status(opened.page, "Ready.");
  return opened;
}

/** As it stands, for everybody, and no wider than the screen. */
async function isFit(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`)).toEqual([]);
  expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "fits its width").toBe(true);
}

async function download(page: Page, name: string): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent("download"), button(page, name).click()]);
  const path = join(folder, file.suggestedFilename());
  await file.saveAs(path);
  return path;
}

/** Drags a file over the page and drops it there, as the browser does it for a hand. */
async function drop(page: Page, name: string, content: string): Promise<void> {
  const file = join(folder, name);
  writeFileSync(file, content);
  const browser = await page.context().newCDPSession(page);
  const data = { items: [], files: [file], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    await browser.send("Input.dispatchDragEvent", { type, x: 150, y: 400, data });
    if (type === "dragOver") await page.locator("[data-over]").waitFor();
  }
  expect(await page.locator("[data-over]").count()).toBe(0);
}

describe.skipIf(!hasBrowser)("the playground", () => {
  test("trains the spiral above 95 %, and model and code can be taken away", async () => {
    const { page, faults } = await openPlayground();
    await button(page, "Run").click();
    await status(page, "Done after 6000 steps.");
    expect(parseFloat(await figure(page, "Training accuracy"))).toBeGreaterThan(95);
    expect(parseFloat(await figure(page, "Held-out accuracy"))).toBeGreaterThan(95);

    const model = await download(page, "Download the model");
    expect(load(new Uint8Array(readFileSync(model))).memory?.inputShape).toEqual([2]);
    const table = spiral({ rows: 40, noise: 0.03, seed: 99 });
    writeFileSync(join(folder, "new.csv"), formatCsv(table));
    const lines = (await node(join(root, "apps/cli/src/main.ts"), "predict", model, "new.csv")).trim().split("\n");
    const cells = lines.slice(1).map((line) => line.split(","));
    expect(cells.filter(([, , label, prediction]) => label === prediction).length).toBeGreaterThan(36);

    const code = await download(page, "Download the code");
    const [, last] = /epoch 300: (.*)/.exec(await node(code))!;
    const numbers = [...last!.matchAll(/[\d.e-]+\d/g)].map(([text]) => Number(text));
    expect(numbers[0]!.toPrecision(6)).toBe(await figure(page, "Training loss"));
    expect(numbers[2]!.toPrecision(6)).toBe(await figure(page, "Held-out loss"));
    expect(readFileSync(join(folder, "model.safetensors"))).toEqual(readFileSync(model));
    expect(faults).toEqual([]);
  }, 120_000);

  test("steps, runs, pauses and begins anew by keyboard; the same seed gives the same numbers", async () => {
    const { page, faults } = await openPlayground();
    const press = async (name: string): Promise<void> => {
      await button(page, name).focus();
      await page.keyboard.press("Enter");
    };
    await press("One step");
    await status(page, "Paused after 1 step.");
    const first = await figure(page, "Loss of the batch");
    await press("One step");
    await status(page, "Paused after 2 steps.");
    expect(await figure(page, "Loss of the batch")).not.toBe(first);

    await page.getByRole("combobox", { name: "Speed" }).selectOption("100 steps a second");
    await press("Run");
    await status(page, "Running.");
    await press("Pause");
    await status(page, "Paused after");
    const step = Number(await figure(page, "Step"));
    const loss = await figure(page, "Loss of the batch");
    expect(step).toBeGreaterThan(2);

    // As far as it has come: the code for Node ends at the same step with the same loss.
    const printed = await node(await download(page, "Download the code"));
    expect(Number(/step \d+: loss (.*)/.exec(printed)![1]).toPrecision(6)).toBe(loss);

    await press("Reset");
    await status(page, "Ready.");
    await press("One step");
    await status(page, "Paused after 1 step.");
    expect(await figure(page, "Loss of the batch")).toBe(first);
    await field(page, "Seed").fill("8");
    await status(page, "Ready.");
    await press("One step");
    await status(page, "Paused after 1 step.");
    expect(await figure(page, "Loss of the batch")).not.toBe(first);
    expect(faults).toEqual([]);
  });

  test("trains on a table that is dropped on the page, and draws it where there are two columns", async () => {
    const { page, faults } = await openPlayground({ colorScheme: "dark", viewport: { width: 360, height: 800 } });
    await drop(page, "iris.csv", iris);
    await page.getByText("4 columns (sepal_length, sepal_width, petal_length, petal_width) predict species").waitFor();
    await field(page, "Epochs").fill("40");
    await page.getByText("0 of 40").waitFor();
    await button(page, "Run").click();
    await status(page, "Done");
    expect(parseFloat(await figure(page, "Held-out accuracy"))).toBeGreaterThan(90);

    const printed = await node(await download(page, "Download the code"));
    const [, heldOut] = /epoch 40: .*held out ([\d.e-]+),/.exec(printed)!;
    expect(Number(heldOut).toPrecision(6)).toBe(await figure(page, "Held-out loss"));

    for (const name of ["sepal_length", "sepal_width"]) await page.getByRole("checkbox", { name }).uncheck();
    await page
      .getByRole("img", { name: "What the net says of species for each petal_length and petal_width" })
      .waitFor();
    await isFit(page);
    expect(faults).toEqual([]);
  });

  test("says what is wrong with a file, and keeps what is there", async () => {
    const { page, faults } = await openPlayground();
    await button(page, "One step").click();
    await status(page, "Paused after 1 step.");
    const alert = page.getByRole("alert");
    const refused = async (name: string, content: string, words: string): Promise<void> => {
      await drop(page, name, content);
      await alert.filter({ hasText: words }).waitFor();
      expect(await figure(page, "Step")).toBe("1");
    };
    await refused(
      "ragged.csv",
      "a,b\n1,2\n3\n",
      "ragged.csv could not be read, and nothing was changed. parseCsv: expected 2 cells",
    );
    await refused("picture.csv", "\u0000\u0001\u0002", "received binary data");
    await refused("nothing.csv", "", "received an empty file");
    // A file with holes takes no time to make.
    const large = join(folder, "large.csv");
    writeFileSync(large, "x,y\n".repeat(13_000_000));
    await page.locator("input[type=file]").setInputFiles(large);
    await alert.filter({ hasText: "large.csv has 52 MB" }).waitFor();
    expect(await figure(page, "Step")).toBe("1");

    await drop(page, "gaps.csv", "a,b,c\n1,2,u\n3,NaN,v\n5,6,u\n7,8,v\n2,1,u\n3,NaN,v\n");
    await alert.filter({ hasText: 'expected a number in line 3, column "b", received "NaN"' }).waitFor();
    await page.getByRole("checkbox", { name: "Fill missing cells" }).check();
    await page.getByRole("img", { name: "What the net says of c for each a and b" }).waitFor();
    expect(await alert.count()).toBe(0);
    expect(faults).toEqual([]);
  });

  test("says what is wrong with a number, a link, a net, a rate; nothing is lost", async () => {
    const { page, faults } = await openPlayground();
    await field(page, "Rate").fill("fast");
    await page.getByText("Rate: expected a number from 0 to 1000000, received fast. It is still 0.01.").waitFor();
    await field(page, "Rate").fill("0.01");
    await field(page, "Units of layer 1").fill("NaN");
    await page.getByText("Units: expected a whole number from 1 to 1024, received NaN.").waitFor();
    await isFit(page);
    await field(page, "Units of layer 1").fill("40");
    await page.getByText("too large to draw line by line").waitFor();
    await field(page, "Units of layer 1").fill("1024");
    await field(page, "Units of layer 2").fill("1024");
    await page.getByText("The net has 1,053,697 parameters: too large to draw.").waitFor();
    await button(page, "One layer more").click();
    await page.getByText("The net has 2,103,297 parameters, more than the 2,000,000 that a page trains well").waitFor();
    await page.getByRole("combobox", { name: "Set", exact: true }).selectOption("xor");
    await button(page, "One fewer").click();
    await field(page, "Units of layer 1").fill("4");
    await field(page, "Units of layer 2").fill("4");

    // The library's own words.
    await page.getByRole("combobox", { name: "Optimizer" }).selectOption("sgd");
    await page.getByRole("combobox", { name: "Activation of layer 2" }).selectOption("exponential");
    await page.getByRole("combobox", { name: "Output" }).selectOption("linear");
    await page.getByRole("combobox", { name: "Loss" }).selectOption("meanSquaredError");
    await field(page, "Rate").fill("1000");
    await button(page, "Run").click();
    await page.getByText("train: expected finite numbers, received").waitFor();
    await status(page, "Stopped after");
    await button(page, "Reset").click();
    await status(page, "Ready.");

    await button(page, "Link").click();
    await page.waitForURL(/#run=/);
    const link = page.url();
    await page.goto("about:blank");
    await page.goto(link);
    await status(page, "Ready.");
    expect(await field(page, "Rate").inputValue()).toBe("1000");
    await page.goto("about:blank");
    await page.goto(link.slice(0, -30));
    await page.getByText("The settings in this link could not be read, and nothing was changed.").waitFor();
    await status(page, "Ready.");
    expect(faults).toEqual([]);
  }, 120_000);

  test("pauses a large net at once", async () => {
    const { page, faults } = await openPlayground();
    await field(page, "Units of layer 1").fill("1024");
    await field(page, "Units of layer 2").fill("1024");
    await page.getByText("The net has 1,053,697 parameters: too large to draw.").waitFor();
    await status(page, "Ready.");
    await button(page, "Run").click();
    await page.waitForFunction("Number(document.querySelector('[data-testid=Step]').textContent) > 20");
    // How long steps take here, and how long after the press none comes any more.
    const times = await page.evaluate<{ step: number; waited: number }>(`(async () => {
      const count = () => Number(document.querySelector("[data-testid=Step]").textContent);
      const state = () => document.querySelector("[role=status]").textContent;
      const frame = () => new Promise(requestAnimationFrame);
      const [began, first] = [performance.now(), count()];
      while (count() < first + 10) await frame();
      const step = (performance.now() - began) / (count() - first);
      [...document.querySelectorAll("button")].find((one) => one.textContent.trim() === "Pause").click();
      const pressed = performance.now();
      while (!state().startsWith("Paused")) await frame();
      return { step, waited: performance.now() - pressed };
    })()`);
    // A step, 50 ms, two frames; and as much again, as the machine may have other things to do.
    expect(times.waited).toBeLessThan(2 * (times.step + 50 + 33));
    expect(faults).toEqual([]);
  }, 120_000);

  test("goes on in Node with dropout and one schedule after another", async () => {
    const { page, faults } = await openPlayground();
    await page.getByRole("combobox", { name: "Set", exact: true }).selectOption("xor");
    await field(page, "Dropout").fill("0.2");
    await page.getByRole("combobox", { name: "Schedule" }).selectOption("warmup");
    await page.getByRole("combobox", { name: "Then" }).selectOption("cosineDecay");
    await field(page, "After steps").fill("100");
    await field(page, "Epochs").fill("20");
    await page.getByText("0 of 20").waitFor();
    await button(page, "Run").click();
    await status(page, "Done");
    const [, heldOut] = /epoch 20: .*held out ([\d.e-]+),/.exec(await node(await download(page, "Download the code")))!;
    expect(Number(heldOut).toPrecision(6)).toBe(await figure(page, "Held-out loss"));
    expect(faults).toEqual([]);
  }, 120_000);

  test("recognizes a drawn digit after it was trained here", async () => {
    const { page, faults } = await openPlayground();
    await page.getByRole("combobox", { name: "Set", exact: true }).selectOption("digits");
    const sheet = page.getByRole("application");
    await sheet.waitFor();
    await field(page, "Epochs").fill("3");
    await page.getByText("0 of 3").waitFor();
    await button(page, "Run").click();
    await status(page, "Done");
    expect(parseFloat(await figure(page, "Held-out accuracy"))).toBeGreaterThan(88);

    const digit = page.getByTestId("digit");
    const draw = async (...way: readonly (readonly [number, number])[]): Promise<void> => {
      await button(page, "Clear").click();
      await digit.waitFor({ state: "detached" });
      const { x, y, width, height } = (await sheet.boundingBox())!;
      const [first, ...rest] = way.map(([a, b]) => [x + a * width, y + b * height] as const);
      await page.mouse.move(...first!);
      await page.mouse.down();
      for (const to of rest) await page.mouse.move(...to, { steps: 8 });
      await page.mouse.up();
    };
    await draw([0.3, 0.2], [0.7, 0.2], [0.45, 0.85]);
    await digit.filter({ hasText: "7" }).waitFor();
    const around = Array.from({ length: 25 }, (_, i): [number, number] => [
      0.5 + 0.22 * Math.sin((i * Math.PI) / 12),
      0.5 - 0.32 * Math.cos((i * Math.PI) / 12),
    ]);
    await draw(...around);
    await digit.filter({ hasText: "0" }).waitFor();

    // By keys alone: a one.
    await button(page, "Clear").click();
    await digit.waitFor({ state: "detached" });
    await sheet.focus();
    await page.keyboard.press("Space");
    for (let i = 0; i < 14; i++) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    await digit.filter({ hasText: "1" }).waitFor();

    await isFit(page);
    const printed = await node(await download(page, "Download the code"));
    const [, heldOut] = /epoch 3: .*held out ([\d.e-]+),/.exec(printed)!;
    expect(Number(heldOut).toPrecision(6)).toBe(await figure(page, "Held-out loss"));
    expect(faults).toEqual([]);
  }, 120_000);
});
