import { expect, test } from "vitest";
import { listPages, readList } from "./listPages.ts";

test("the command line knows the pages that there are", () => {
  // Out of date: node --conditions=@chainrule/source docs/makeList.ts
  expect(readList()).toBe(listPages());
});
