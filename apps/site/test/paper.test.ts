import { describe, expect, test } from "vitest";
import { hasBrowser, open } from "./browser.ts";

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
  });

  test("keeps its state in the link, and says so when a link is damaged", async () => {
    const { page, faults } = await open("/paper/");
    await page.getByRole("textbox", { name: "Weights W1, row 1, number 1" }).fill("0.9");
    const loss = await page.getByTestId("loss").innerText();
    await page.getByRole("button", { name: "Link" }).click();
    await page.waitForURL(/#sheet=/);
    const link = page.url();
    await page.goto("about:blank");
    await page.goto(link);
    await page.getByText(loss).first().waitFor();
    await page.goto("about:blank");
    await page.goto(link.slice(0, -40));
    await page.getByText("The sheet in this link is damaged").waitFor();
    expect(await page.getByTestId("loss").innerText()).toBe("2.67928");
    expect(faults).toEqual([]);
  });
});
