import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { article, articleText } from "./article.ts";
import { marked } from "./marked.ts";

test.each([
  ["article", article],
  ["marked", () => marked(articleText())],
])("%s: no line is wider than a terminal", (_name, text) => {
  const lines = stripVTControlCharacters(text()).split("\n");
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
});
