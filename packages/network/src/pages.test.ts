import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import * as network from "./index.ts";
import * as node from "./node.ts";

test("every export has a page, and every page an export", () => {
  const { initializers, ...names } = network;
  const exported = new Set([names, initializers, node].flatMap((module) => Object.keys(module)));
  const pages = readdirSync(new URL("../../../docs/network/", import.meta.url)).map((file) => file.replace(".md", ""));
  expect(pages.filter((page) => !["index", "files"].includes(page)).sort()).toEqual([...exported].sort());
});
