import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { isAsSaid, outputsOf, sessionOf } from "./console.ts";
import { printedByEach, promised, root } from "./script.ts";

// Every page of documentation: its TypeScript compiles, runs and prints what it says, and its links lead somewhere.

const patterns = ["*.md", "{packages,apps}/*/README.md", "docs/**/*.{md,mdx}"];
const pages = globSync(patterns, { cwd: root })
  .map((page) => page.replaceAll("\\", "/"))
  .sort();
const read = (page: string): string => readFileSync(join(root, page), "utf8");

const blocks = pages.flatMap((page) =>
  [...read(page).matchAll(/^( *)```(?:ts|tsx|typescript)\b([^\n]*)\n(.*?)^\1```/gms)].map(
    ([, , more, code = ""], i) => ({
      name: `${page}, block ${i + 1}`,
      code,
      isFile: more!.includes("title="),
    }),
  ),
);
/** A file that a page shows is run by what the page shows of a terminal. */
const scripts = blocks.filter(({ isFile }) => !isFile);

/** What the blocks print: half of them in each of two processes. */
const halves = [0, 1].map((half) => printedByEach(scripts.filter((_, i) => i % 2 === half).map(({ code }) => code)));

test.each(scripts.map((block, i) => ({ ...block, i })))(
  "$name prints what it says",
  { timeout: 150_000 },
  async ({ code, i }) => {
    expect((await halves[i % 2])![Math.floor(i / 2)]).toBe(promised(code));
  },
);

const sessions = pages
  .map((page) => ({ page, session: sessionOf(read(page)) }))
  .filter(({ session }) => session.commands.length > 0);

test.each(sessions)("in a terminal it goes as $page says", { timeout: 240_000 }, async ({ session }) => {
  const outputs = await outputsOf(session);
  const compared = session.commands.map(({ line, output }, i) => {
    const printed = outputs[i];
    return [line, printed === undefined || isAsSaid(printed, output) ? output : printed];
  });
  expect(compared).toEqual(session.commands.map(({ line, output }) => [line, output]));
});

test("every block of a guide is run, or says whose it is", () => {
  const kinds = pages
    .filter((page) => page.startsWith("docs/guide/"))
    .flatMap((page) => [...read(page).matchAll(/^```(\w+[^\n]*)\n.*?^```/gms)].map(([, kind]) => `${page}: ${kind}`))
    .filter((kind) => !/: (ts|console)$| title="/.test(kind));
  // The bench takes ten minutes.
  expect(kinds).toEqual(["docs/guide/speed.md: sh"]);
});

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
