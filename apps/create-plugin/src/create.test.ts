import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import { create, CreateError, identifierOf, kinds } from "./create.ts";

// Inside this folder our packages are found as they would be after an install, from their sources.
const folder = mkdtempSync(join(import.meta.dirname, "../.made-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(kinds)("%s", (kind) => {
  const made = join(folder, `chainrule-${kind}-soft-clip`);
  const written = create(made, kind);
  const read = (path: string): string => readFileSync(join(made, path), "utf8");

  test("has source, test, README, page and CI, and no blanks", () => {
    expect(written.toSorted()).toEqual([
      ".github/workflows/check.yml",
      ".gitignore",
      "README.md",
      "docs/softClip.md",
      "package.json",
      "src/index.ts",
      "src/softClip.test.ts",
      "src/softClip.ts",
      "tsconfig.build.json",
      "tsconfig.json",
    ]);
    for (const path of written) expect(read(path), path).not.toMatch(/__\w+__/);
    expect(JSON.parse(read("package.json"))).toMatchObject({ name: `chainrule-${kind}-soft-clip` });
  });

  test("passes its own tests untouched", { timeout: 120_000 }, async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--conditions=@chainrule/source", "--test", "--test-reporter=tap", "src/softClip.test.ts"],
      // A test runner that is started by another one reports to it instead of printing.
      { cwd: made, env: { ...process.env, NODE_TEST_CONTEXT: undefined } },
    );
    expect(stdout).toMatch(/# fail 0/);
    expect(Number(/# pass (\d+)/.exec(stdout)?.[1])).toBeGreaterThan(3);
  });
});

test("a name becomes an identifier", () => {
  expect(identifierOf("chainrule-activation-soft-clip")).toBe("softClip");
  expect(identifierOf("@someone/swoosh")).toBe("swoosh");
});

test("a folder with something in it is left alone, and a name has to be one", () => {
  expect(() => create(folder, "loss")).toThrow(CreateError);
  expect(() => create(join(folder, "2fast"), "loss")).toThrow(/such as soft-clip/);
  expect(() => create(join(folder, "Soft"), "loss")).toThrow(/lower case/);
});
