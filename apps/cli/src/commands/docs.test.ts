import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test, vi } from "vitest";

// Every test starts the real command, some more than once.
vi.setConfig({ testTimeout: 30_000 });

const main = fileURLToPath(new URL("../main.ts", import.meta.url));

const docs = (...flags: readonly string[]) =>
  spawnSync(process.execPath, ["--conditions=@chainrule/source", main, "docs", ...flags], { encoding: "utf8" });

test("a package, a version of it, what is on main, the whole site", () => {
  const at = (...what: readonly string[]): string =>
    docs(...what, "--print", "--site", "http://localhost:3000/docs").stdout.trim();
  expect(at()).toBe("http://localhost:3000/docs/");
  expect(at("activations")).toBe("http://localhost:3000/docs/activations/");
  expect(at("@chainrule/losses@0.1.0")).toBe("http://localhost:3000/docs/losses/0.1.0/");
  expect(at("tensor@next")).toBe("http://localhost:3000/docs/tensor/next/");
  const page = "http://localhost:3000/docs/worksheet/mistakes#bias-omitted";
  expect(at("worksheet/mistakes#bias-omitted")).toBe(page);
});

test("a mistake is said in the terminal too, by any of its names", () => {
  const { stdout, stderr } = docs("worksheet/mistakes#bias-missing", "--print", "--site", "http://localhost:3000/");
  expect(stdout).toBe("http://localhost:3000/worksheet/mistakes#bias-omitted\n");
  expect(stderr).toContain("bias-omitted: The bias was not added.\nHint: Which numbers of the net");
});

test.each([
  ["worksheet/mistakes#log-bas", "a mistake that has a name, received log-bas. Near are log-base"],
  ["worksheet/mistake", "a page of worksheet, received mistake. Near are mistakes"],
  ["activations/sigmoit", "a page of activations, received sigmoit. Near are sigmoid"],
  ["activation", "a package with documentation, received activation. Near are activations"],
  ["data/nope", "a page of data, received nope. There are api"],
])("%s, which there is not: which are near", (what, words) => {
  const { status, stdout, stderr } = docs(what, "--print");
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain(words);
});

test("what an older release had may have gone since", () => {
  expect(docs("tensor@0.1.0/nope", "--print").status).toBe(0);
});

test("says what it takes, for a version that is none", () => {
  const { status, stderr } = docs("tensor@latest", "--print");
  expect(status).toBe(2);
  expect(stderr).toMatch("received tensor@latest. Write activations, activations@0.1.0 or activations@next");
});
