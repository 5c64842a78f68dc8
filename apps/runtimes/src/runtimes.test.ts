import { beforeAll, expect, test } from "vitest";
import { pages } from "./browser.ts";
import { type Bundle, bundle } from "./bundle.ts";
import { check, type Outcome } from "./check.ts";
import { processes } from "./processes.ts";

// `pnpm runtimes` tries more graphs, and Node 22 and 24, Deno and Bun too.

const options = { graphs: 50 };
let bundled: Bundle;
let here: Outcome;
beforeAll(async () => {
  bundled = await bundle();
  here = await check(options);
}, 120_000);

test("the engine is at work, and does what the interpreter does", () => {
  expect(here.differences).toEqual([]);
  expect(here.bits.exact).toBeDefined();
  for (const { threads } of Object.values(here.bits)) expect(new Set(threads).size).toBe(1);
});

test.each([...processes, ...pages])("$name: the same bits", { timeout: 120_000 }, async ({ name, threads, run }) => {
  const result = await run(bundled, options);
  // The machines of the workflow have a Chrome.
  if (process.env.GITHUB_ACTIONS && pages.some((page) => page.name === name)) expect(result, name).toBeDefined();
  if (result) {
    const { differences, bits, helped } = result.outcome;
    expect(differences).toEqual([]);
    // A mode that is not offered is no difference: Bun cannot fuse multiply-adds yet.
    expect({ ...here.bits, ...bits }).toEqual(here.bits);
    expect(bits.exact).toEqual(here.bits.exact);
    expect(helped > 0).toBe(threads);
  } else console.warn(`${name} is not installed: not tried`);
});
