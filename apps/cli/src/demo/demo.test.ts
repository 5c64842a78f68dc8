import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { runIn } from "../testing/run.ts";
import { article, articleText } from "./article.ts";
import { marked } from "./marked.ts";

test.each([
  ["article", article],
  ["marked", () => marked(articleText())],
])("%s: no line is wider than a terminal", (_name, text) => {
  const lines = stripVTControlCharacters(text()).split("\n");
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
});

test("--sheet: the article's calculation, for explain and mark", () => {
  expect(runIn(".", "demo", "--sheet")).toEqual({ code: 0, out: articleText(), err: "" });
});

test.each(["bin/chainrule.js", "src/main.ts"])("%s on an older Node: says which it needs, code 3", (file) => {
  const older = "Object.defineProperty(process, 'versions', { value: { node: '20.20.2' } })";
  const path = fileURLToPath(new URL(`../../${file}`, import.meta.url));
  const flags = ["--conditions=@chainrule/source", "--import", `data:text/javascript,${older}`, path, "--help"];
  const { status, stdout, stderr } = spawnSync(process.execPath, flags, { encoding: "utf8" });
  expect({ status, stdout, stderr }).toEqual({
    status: 3,
    stdout: "",
    stderr: "chainrule: needs Node 22.12 or newer, this is 20.20.2.\n",
  });
});
