import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { hasBrowser, open } from "./browser.ts";

// The paper and the playground by keyboard alone: the pointer is never moved.

/** What has the focus: its name, and whether one sees that it has it. */
const focused = `(() => {
  const one = document.activeElement;
  // Between the last field and the first.
  if (one === document.body) return { name: "", isSeen: true };
  const { outlineStyle, boxShadow } = getComputedStyle(one);
  const labelled = one.labels?.[0]?.querySelector("span")?.textContent ?? one.labels?.[0]?.textContent;
  const name = one.getAttribute("aria-label") ?? labelled ?? one.textContent;
  return { name: name.trim(), isSeen: outlineStyle !== "none" || boxShadow !== "none" };
})()`;

/** Goes from field to field until it is at this one. */
async function tabTo(page: Page, name: string, key = "Tab"): Promise<void> {
  const way: string[] = [];
  for (let i = 0; i < 400; i++) {
    await page.keyboard.press(key);
    const { name: here, isSeen } = await page.evaluate<{ name: string; isSeen: boolean }>(focused);
    expect(isSeen, `one sees the focus on ${here}`).toBe(true);
    if (here === name) return;
    way.push(here);
  }
  throw new Error(`No way to ${name} by keyboard: ${way.slice(0, 60).join(", ")}`);
}

/** Takes an entry of the list that has the focus: how keys open and go down a list is the browser's own. */
const choose = async (page: Page, value: string): Promise<unknown> => page.locator("select:focus").selectOption(value);

/** Puts a text in place of what is in the field. */
async function retype(page: Page, text: string): Promise<void> {
  await page.keyboard.press("Control+A");
  await page.keyboard.type(text);
}

describe.skipIf(!hasBrowser)("by keyboard alone", () => {
  test("the paper: change a weight, see its path, walk, write a wrong number, ask what it is", async () => {
    const { page, faults } = await open("/paper/");
    await page.getByTestId("loss").waitFor();
    await tabTo(page, "Activation of layer 1");
    await choose(page, "tanh");
    const loss = (): Promise<string> => page.getByTestId("loss").innerText();
    expect(await page.getByRole("combobox", { name: "Activation of layer 1" }).inputValue()).toBe("tanh");
    const before = await loss();
    expect(before).not.toBe("2.67928");
    await tabTo(page, "Weights W1, row 1, number 1");
    await retype(page, "0.9");
    expect(await page.getByRole("textbox", { name: "Weights W1, row 1, number 1" }).inputValue()).toBe("0.9");
    await expect.poll(loss).not.toBe(before);
    expect(await page.getByText("Path of weight 1.1.1").count()).toBe(1);
    await tabTo(page, "Forward");
    await page.keyboard.press("Enter");
    await page.getByText(/^Step 2 of/).waitFor();
    await tabTo(page, "Write it yourself", "Shift+Tab");
    await page.keyboard.press("Enter");
    await tabTo(page, "pre-activations of layer 1, row 1, number 1");
    await page.keyboard.type("7");
    await page.getByText("from an earlier mistake, 1 wrong").waitFor();
    await tabTo(page, "What is it?");
    await page.keyboard.press("Enter");
    await page.getByText("From your own earlier numbers it is").waitFor();
    expect(faults).toEqual([]);
  });

  test("the playground: choose a set, a layer and an optimizer, train, pause, step, reset", async () => {
    const { page, faults } = await open("/playground/");
    const status = (text: string): Promise<void> => page.locator("[role=status]", { hasText: text }).first().waitFor();
    await status("Ready.");
    await tabTo(page, "Set");
    await choose(page, "xor");
    await tabTo(page, "Activation of layer 1");
    await choose(page, "relu");
    await tabTo(page, "One fewer");
    await page.keyboard.press("Space");
    await tabTo(page, "Dropout");
    await retype(page, "0.1");
    await tabTo(page, "Optimizer");
    await choose(page, "sgd");
    await tabTo(page, "Rate");
    await retype(page, "0.1");
    await page
      .getByText("layers of 2, 16, 1 neurons")
      .first()
      .or(page.getByRole("img", { name: /2, 16, 1/ }))
      .first()
      .waitFor();
    await status("Ready.");
    await tabTo(page, "Run", "Shift+Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Pause" }).waitFor();
    // The same button has become another one.
    await page.keyboard.press("Enter");
    await status("Paused after");
    await tabTo(page, "One step");
    const steps = Number(await page.getByTestId("Step").innerText());
    await page.keyboard.press("Enter");
    await status(`Paused after ${steps + 1} steps.`);
    await tabTo(page, "Reset");
    await page.keyboard.press("Enter");
    await status("Ready.");
    expect(faults).toEqual([]);
  });
});
