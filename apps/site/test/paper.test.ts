import { readFileSync } from "node:fs";
import { deflateRawSync } from "node:zlib";
import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { hasBrowser, open } from "./browser.ts";

/** What a button downloads. */
async function downloaded(page: Page, button: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: button, exact: true }).click(),
  ]);
  return readFileSync(await download.path(), "utf8");
}

/** Presses a button that prints, and shows the page as paper has it until the printing is over. */
async function printed(page: Page, button: string): Promise<() => Promise<void>> {
  await page.evaluate("window.print = () => (window.asked = true)");
  await page.getByRole("button", { name: button, exact: true }).click();
  await page.waitForFunction("window.asked");
  await page.emulateMedia({ media: "print" });
  return async () => {
    expect((await page.pdf({ format: "A4" })).subarray(0, 5).toString()).toBe("%PDF-");
    await page.emulateMedia({ media: "screen" });
    await page.evaluate("window.asked = false; dispatchEvent(new Event('afterprint'))");
  };
}

const openFile = (page: Page, name: string, content: string | Buffer): Promise<void> =>
  page.locator("input[type=file]").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(content) });

const linkTo = (content: string): string => `/paper/#sheet=${deflateRawSync(content).toString("base64url")}`;

/** The first field of a sheet that is being written. */
const firstNumber = (page: Page): Locator =>
  page.getByRole("textbox", { name: "pre-activations of layer 1, row 1, number 1", exact: true });

describe.skipIf(!hasBrowser)("the paper", () => {
  test("is there within two seconds", async () => {
    const { page } = await open("/guide/");
    const start = performance.now();
    await page.goto(new URL("/paper/", page.url()).href);
    await page.getByTestId("loss").waitFor();
    // Twice the promise: the machine may have other things to do.
    expect(performance.now() - start).toBeLessThan(4000);
  });

  test("follows a weight", async () => {
    const { page, faults } = await open("/paper/");
    const loss = page.getByTestId("loss");
    // The figure of docs/examples/09-article.ts.
    expect(await loss.innerText()).toBe("2.67928");
    const weight = page.getByRole("textbox", { name: "Weights W3, row 1, number 1" });
    await weight.fill("0.5");
    expect(Number(await loss.innerText())).toBeLessThan(2.6);
    expect(await page.getByText("Path of weight 3.1.1").count()).toBe(1);
    await weight.fill("a half");
    expect(await page.getByRole("alert").innerText()).toMatch("W3 holds something that is not a number");
    await weight.fill("0.1");
    expect(await loss.innerText()).toBe("2.67928");
    expect(faults).toEqual([]);
  });

  test("follows before the next frame", async () => {
    const { page } = await open("/paper/");
    await page.getByTestId("loss").waitFor();
    const changed = await page.evaluate(`(async () => {
      const field = document.querySelector("[aria-label='Weights W1, row 1, number 1']");
      const seen = () => [...document.querySelectorAll("[data-testid=loss], #step-dW1 td")].map((cell) => cell.textContent).join();
      const before = seen();
      let frames = 0;
      requestAnimationFrame(() => frames++);
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, "0.9");
      field.dispatchEvent(new Event("input", { bubbles: true }));
      await Promise.resolve();
      return seen() !== before && frames === 0;
    })()`);
    expect(changed).toBe(true);
  });

  test("follows inputs, biases and the rate", async () => {
    const { page } = await open("/paper/");
    const losses = async (): Promise<string> => page.getByText(/^loss .* after this step/).innerText();
    let before = await losses();
    for (const name of ["Input x, number 2", "Bias b2, number 3", "Target y, number 1", "Rate"]) {
      await page.getByRole("textbox", { name }).fill("0.3");
      expect(await losses(), name).not.toBe(before);
      before = await losses();
    }
  });

  test("lights the path of a weight in the drawing and in the formulas", async () => {
    const { page } = await open("/paper/");
    const edges = (): Promise<string[]> =>
      page.locator("[data-edge][data-lit]").evaluateAll((all) => all.map((one) => one.getAttribute("data-edge")!));
    const cells = (step: string): Promise<number> => page.locator(`#step-${step} td[data-lit]`).count();
    await page.getByRole("textbox", { name: "Weights W2, row 1, number 2" }).focus();
    expect(await edges()).toEqual(["2.1.2", "3.2.1", "3.2.2", "3.2.3"]);
    expect([await cells("dW2"), await cells("delta3"), await cells("dW1")]).toEqual([1, 3, 0]);
    await page.locator("[data-edge='1.3.1']").hover({ force: true });
    await page.getByText("Path of weight 1.3.1").waitFor();
    expect((await edges()).length).toBe(1 + 3 + 9);
    await page.getByRole("button", { name: "Show all" }).click();
    expect(await cells("dW2")).toBe(0);
  });

  test("goes forward and back through the calculation, by keyboard too", async () => {
    const { page } = await open("/paper/");
    const here = (): Promise<string> => page.getByText(/^Step \d+ of/).innerText();
    expect(await here()).toMatch(/^Step 1 of \d+: the inputs/);
    await page.getByRole("button", { name: "Forward" }).focus();
    for (let i = 0; i < 9; i++) await page.keyboard.press("Enter");
    expect(await here()).toMatch(/^Step 10 of/);
    expect(await page.locator("#step-a1").evaluate((step) => getComputedStyle(step).borderLeftColor)).toBeTruthy();
    await page.getByRole("button", { name: "Back" }).click();
    expect(await here()).toMatch(/^Step 9 of/);
  });

  test("follows layers, neurons, activations and the loss", async () => {
    const { page, faults } = await open("/paper/");
    const loss = page.getByTestId("loss");
    await page.getByRole("combobox", { name: "Activation of layer 2" }).selectOption("tanh");
    const withTanh = await loss.innerText();
    expect(withTanh).not.toBe("2.67928");
    await page.getByRole("button", { name: "More", exact: true }).click();
    await page.getByRole("textbox", { name: "Weights W4, row 1, number 1" }).waitFor();
    await page.getByRole("button", { name: "One neuron more in layer 1" }).click();
    await page.getByRole("textbox", { name: "Weights W2, row 4, number 1" }).waitFor();
    await page.getByRole("combobox", { name: "Loss" }).selectOption("mse");
    expect(await loss.innerText()).not.toBe(withTanh);
    await page.getByRole("combobox", { name: "Loss" }).selectOption("bce");
    await page.getByRole("button", { name: "One neuron less in layer 1" }).click();
    await page.getByRole("button", { name: "Fewer", exact: true }).click();
    await page.getByRole("combobox", { name: "Activation of layer 2" }).selectOption("sigmoid");
    expect(await page.getByRole("group", { name: /^Weights/ }).count()).toBe(3);
    expect(faults).toEqual([]);
  });

  test("marks what somebody writes, with a hint", async () => {
    const { page, faults } = await open("/paper/");
    await page.getByRole("button", { name: "Write it yourself" }).click();
    const fields = page.getByRole("textbox", { name: /pre-activations of layer 1/ });
    for (const [i, text] of ["1.35", "1.27", "1.8"].entries()) await fields.nth(i).fill(text);
    await page.getByText("1 right, 0 right from an earlier mistake, 0 wrong").waitFor();
    await fields.nth(2).fill("0.8");
    await page.getByText("0 right, 0 right from an earlier mistake, 1 wrong").waitFor();
    await page.getByRole("button", { name: "What is it?" }).click();
    await page.getByText("From your own earlier numbers it is").waitFor();
    expect(faults).toEqual([]);
  });

  test("names the mistakes in the article's own numbers", async () => {
    const { page, faults } = await open("/paper/");
    await page.getByRole("button", { name: "The article’s own numbers" }).click();
    const softmax = page.locator("[data-verdict=wrong]", { hasText: "Layer-3 Output Example" }).first();
    await softmax.getByRole("button", { name: "What is it?" }).click();
    await softmax.getByText("softmax-without-exp", { exact: true }).waitFor();
    expect(faults).toEqual([]);
  });

  test("sets an exercise from a seed, the same each time", async () => {
    const { page } = await open("/paper/");
    const first = page.getByRole("textbox", { name: "Weights W1, row 1, number 1" });
    const numberOf = async (seed: string): Promise<string> => {
      await page.getByRole("textbox", { name: "Seed" }).fill(seed);
      await page.getByRole("button", { name: "Exercise" }).click();
      await page.getByText("0 wrong").waitFor();
      return page
        .getByRole("group", { name: "Weights W1" })
        .locator("input")
        .evaluateAll((all) => all.map((one) => (one as unknown as { value: string }).value).join(" "));
    };
    const three = await numberOf("3");
    expect(await numberOf("4")).not.toBe(three);
    expect(await numberOf("3")).toBe(three);
    expect(await first.inputValue()).not.toBe("");
    await page.getByRole("textbox", { name: "Seed" }).fill("three");
    await page.getByRole("button", { name: "Exercise" }).click();
    expect(await page.getByRole("alert").innerText()).toMatch("seed");
  });

  test("tells nobody the numbers that he is to find", async () => {
    const { page } = await open("/paper/");
    await page.getByRole("button", { name: "Exercise" }).click();
    await page.getByText("0 wrong").waitFor();
    expect(await page.getByTestId("loss").count()).toBe(0);
    expect(await page.locator("svg[role=img] text").evaluateAll((all) => all.map((one) => one.textContent))).toEqual(
      expect.arrayContaining([""]),
    );
  });

  test("prints the calculation, a sheet to fill in, and a sheet with its key", async () => {
    const { page, faults } = await open("/paper/");
    const shown = (): Promise<string> => page.locator("main").innerText();
    let done = await printed(page, "Print");
    expect(await shown()).toContain("2.67928");
    expect(await page.locator("nav.navbar").isVisible()).toBe(false);
    expect(await page.getByRole("button").locator("visible=true").count()).toBe(0);
    await done();

    done = await printed(page, "Print to fill in");
    await page.getByRole("textbox", { name: "loss", exact: true }).waitFor();
    expect(await shown()).not.toMatch("2.67928");
    expect(await shown()).not.toMatch("to be written");
    await done();
    await page.getByRole("toolbar", { name: "Calculation" }).waitFor();

    await page.getByRole("button", { name: "Write it yourself" }).click();
    done = await printed(page, "Print");
    expect(await shown()).not.toMatch("2.67928");
    await done();
    done = await printed(page, "Print with key");
    expect(await shown()).toContain("2.67928");
    await done();
    expect(await shown()).not.toMatch("2.67928");
    expect(faults).toEqual([]);
  });

  test("is saved as Markdown, LaTeX and JSON, and opened again", async () => {
    const { page, faults } = await open("/paper/");
    expect(await downloaded(page, "Markdown")).toContain("2.67928");
    expect(await downloaded(page, "LaTeX")).toMatch(/^\\documentclass/);
    const calculation = JSON.parse(await downloaded(page, "JSON")) as { steps: unknown[] };
    expect(calculation.steps.length).toBeGreaterThan(20);

    await page.getByRole("button", { name: "Write it yourself" }).click();
    await firstNumber(page).fill("1.35");
    const own = await downloaded(page, "JSON");
    expect(await downloaded(page, "Markdown")).toContain("1.35");
    await page.getByRole("button", { name: "The article’s net" }).click();
    await page.getByTestId("loss").waitFor();
    await openFile(page, "mine.json", own);
    await firstNumber(page).waitFor();
    expect(await firstNumber(page).inputValue()).toBe("1.35");
    expect(faults).toEqual([]);
  });

  test("keeps what somebody wrote when the net becomes another one", async () => {
    const { page } = await open("/paper/");
    await page.getByRole("button", { name: "Write it yourself" }).click();
    await firstNumber(page).fill("1.35");
    await page.getByRole("button", { name: "One neuron more in layer 1" }).click();
    await page.getByText("What you wrote belongs to the net as it was").waitFor();
    await page.goBack();
    await firstNumber(page).waitFor();
    expect(await firstNumber(page).inputValue()).toBe("1.35");
  });

  const large = JSON.stringify({
    format: "worked-example/1",
    id: "large",
    title: "large",
    network: {
      layers: [40, 1],
      activations: ["sigmoid"],
      input: [Array.from({ length: 40 }, () => "1")],
      target: [["1"]],
      weights: { W1: Array.from({ length: 40 }, () => ["0.1"]) },
      biases: { b1: ["0"] },
      loss: { name: "mse", batch: "mean" },
      learning_rate: "0.1",
    },
    steps: [],
  });

  test("says what is wrong with a file or a link, and changes nothing", async () => {
    const { page, faults } = await open("/paper/");
    const refused = async (words: RegExp): Promise<void> => {
      await page.getByRole("alert").filter({ hasText: words }).waitFor();
      expect(await page.getByTestId("loss").innerText()).toBe("2.67928");
    };
    await openFile(page, "large.json", large);
    await refused(/too large to draw here/);
    await openFile(page, "nonsense.json", "{ nonsense");
    await refused(/nonsense\.json could not be read/);
    await openFile(page, "huge.json", " ".repeat(3_000_000));
    await refused(/more than 2 MB/);
    // Two kilobytes that unfold to many megabytes.
    await page.goto(new URL(linkTo(" ".repeat(3e7)), page.url()).href);
    await refused(/damaged/);
    await page.goto(new URL(linkTo(large), page.url()).href);
    await refused(/too large to draw here/);
    await page.goto(new URL(linkTo("[1, 2]"), page.url()).href);
    await refused(/could not be read/);
    expect(faults).toEqual([]);
  });

  test.each(["NaN", "1e999", "", "1,5"])("says so when a field holds %j", async (text) => {
    const { page, faults } = await open("/paper/");
    await page.getByRole("textbox", { name: "Input x, number 1" }).fill(text);
    expect(await page.getByRole("alert").innerText()).toMatch("x holds something that is not a number");
    expect(await page.getByTestId("loss").innerText()).toBe("2.67928");
    await page.getByRole("textbox", { name: "Rate" }).fill(text);
    await page.getByRole("textbox", { name: "Input x, number 1" }).fill("0.1");
    expect(await page.getByRole("alert").innerText()).toMatch("rate is not a number");
    expect(faults).toEqual([]);
  });

  test("overflows in words", async () => {
    const { page, faults } = await open("/paper/");
    await page.getByRole("textbox", { name: "Weights W1, row 1, number 1" }).fill("1e308");
    await page.getByRole("textbox", { name: "Weights W2, row 1, number 1" }).fill("1e308");
    expect(await page.getByRole("alert").innerText()).toMatch(/Numbers overflow: from the step ".*" on/);
    await page.getByRole("textbox", { name: "Weights W1, row 1, number 1" }).fill("0.1");
    await page.getByRole("textbox", { name: "Weights W2, row 1, number 1" }).fill("0.2");
    expect(await page.getByRole("alert").count()).toBe(0);
    expect(await page.getByTestId("loss").innerText()).toBe("2.67928");
    expect(faults).toEqual([]);
  });

  test.each([
    { colorScheme: "light", width: 1280 },
    { colorScheme: "dark", width: 360 },
  ] as const)("own numbers, marked: nothing for axe, $colorScheme, $width px", async ({ colorScheme, width }) => {
    const { page } = await open("/paper/", { colorScheme, viewport: { width, height: 900 } });
    await page.getByRole("button", { name: "The article’s own numbers" }).click();
    await page.locator("[data-verdict=wrong]").first().getByRole("button", { name: "What is it?" }).click();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "fits its width").toBe(true);
  });

  test("keeps its state in the link, and says so when a link is damaged", async () => {
    const { page, faults } = await open("/paper/");
    await page.getByRole("textbox", { name: "Weights W1, row 1, number 1" }).fill("0.9");
    for (let i = 0; i < 4; i++) await page.getByRole("button", { name: "Forward" }).click();
    const loss = await page.getByTestId("loss").innerText();
    await page.getByRole("button", { name: "Link" }).click();
    await page.waitForURL(/#sheet=/);
    const link = page.url();
    await page.goto("about:blank");
    await page.goto(link);
    await page.getByText(loss).first().waitFor();
    await page.getByText("Path of weight 1.1.1").waitFor();
    await page.getByText(/^Step 5 of/).waitFor();
    await page.goto("about:blank");
    await page.goto(link.slice(0, -40));
    await page.getByText("The sheet in this link is damaged").waitFor();
    expect(await page.getByTestId("loss").innerText()).toBe("2.67928");
    expect(faults).toEqual([]);
  });
});
