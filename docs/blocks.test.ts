import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { printedByEach, promised, root } from "./script.ts";

// Every page of documentation: its TypeScript compiles, runs and prints what it says, and its links lead somewhere.

const patterns = ["*.md", "{packages,apps}/*/README.md", "docs/**/*.{md,mdx}"];
const pages = globSync(patterns, { cwd: root })
  .map((page) => page.replaceAll("\\", "/"))
  .sort();
const read = (page: string): string => readFileSync(join(root, page), "utf8");

const blocks = pages.flatMap((page) =>
  [...read(page).matchAll(/^( *)```(?:ts|tsx|typescript)\b[^\n]*\n(.*?)^\1```/gms)].map(([, , code = ""], i) => ({
    name: `${page}, block ${i + 1}`,
    code,
  })),
);

/** What the blocks print: half of them in each of two processes. */
const halves = [0, 1].map((half) => printedByEach(blocks.filter((_, i) => i % 2 === half).map(({ code }) => code)));

test.each(blocks.map((block, i) => ({ ...block, i })))(
  "$name prints what it says",
  { timeout: 150_000 },
  async ({ code, i }) => {
    expect((await halves[i % 2])![Math.floor(i / 2)]).toBe(promised(code));
  },
);

test("blocks type-check", { timeout: 150_000 }, () => {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (path) => ts.sys.readFile(path)) as {
    config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const files = new Map(blocks.map(({ code }, i) => [join(root, `block${i}.ts`), code]));
  const host = ts.createCompilerHost(options);
  host.fileExists = (path) => files.has(path) || ts.sys.fileExists(path);
  host.readFile = (path) => files.get(path) ?? ts.sys.readFile(path);
  const program = ts.createProgram([...files.keys()], options, host);
  const problems = [...files.keys()].flatMap((path, i) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(path))
      .map(({ messageText }) => `${blocks[i]!.name}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`),
  );
  expect(problems).toEqual([]);
});

test.each(pages)("links of %s lead somewhere", (page) => {
  const prose = read(page)
    .replace(/^( *)```.*?^\1```/gms, "")
    .replace(/`[^`\n]*`/g, "");
  const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
  const targets = links.filter((link) => !/^[a-z]+:/.test(link)).map((link) => link.split("#")[0] ?? "");
  const missing = targets.filter((target) => !existsSync(join(root, dirname(page), target)));
  expect(missing).toEqual([]);
});
