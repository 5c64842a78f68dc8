import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { pages } from "./pages.ts";

test.each(Object.entries(pages))("%s is what the marker says today", { timeout: 60_000 }, async (name, make) => {
  // Out of date: node --conditions=@chainrule/source docs/worksheet/make.ts
  expect(readFileSync(new URL(name, import.meta.url), "utf8")).toBe(await make());
});
