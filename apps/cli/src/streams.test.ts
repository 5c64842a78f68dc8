import { spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { newFolder, type Result, runIn, runWith } from "./testing/run.ts";

// Every test starts the real command, some more than once.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const iris = at("../../../docs/examples/data/iris.csv");
const sheet = at("../../../packages/worksheet/fixtures/example-sheet.json");
const training = ["--target", "species", "--epochs", "2"];

const folder = newFolder();
afterAll(() => rmSync(folder, { recursive: true }));
const run = (...flags: string[]): Result => runIn(folder, ...flags);
beforeAll(() => void run("train", iris, ...training, "--out", "iris.model"));

test("- is stdin: the same comes of it as of the file", () => {
  const input = readFileSync(iris, "utf8");
  const piped = (...flags: string[]): Result => runWith({ input }, folder, ...flags);
  expect(piped("train", "-", ...training, "--out", "piped.model").code).toBe(0);
  expect(readFileSync(join(folder, "piped.model")).equals(readFileSync(join(folder, "iris.model")))).toBe(true);
  const { code, out } = piped("predict", "iris.model", "-");
  expect(code).toBe(0);
  expect(out).toBe(run("predict", "iris.model", iris).out);
  expect(piped("evaluate", "iris.model", "-", "--json").out).toBe(run("evaluate", "iris.model", iris, "--json").out);
  expect(piped("explain", "iris.model", "--input", "-").code).toBe(0);
  expect(runWith({ input: readFileSync(sheet, "utf8") }, folder, "mark", "-").code).toBe(run("mark", sheet).code);
});

test("--out - is stdout for text; a model is asked for a file", () => {
  expect(run("exercise", "--out", "-").out).toBe(run("exercise").out);
  expect(run("explain", sheet, "--out", "-").out).toBe(run("explain", sheet).out);
  const { code, err } = run("train", iris, ...training, "--out", "-");
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining("expected a file, received -") as string });
  expect(readdirSync(folder)).not.toContain("-");
});

test.runIf(existsSync("/dev/full"))("what stdout does not take is said in one line, with code 3", () => {
  const full = openSync("/dev/full", "w");
  const commands = [
    ["predict", "iris.model", iris],
    ["evaluate", "iris.model", iris],
    ["explain", sheet],
    ["mark", sheet],
  ];
  for (const command of commands) {
    const { code, err } = runWith({ stdout: full }, folder, ...command);
    expect({ code, err }).toEqual({
      code: 3,
      err: "chainrule: expected a stdout that can be written, received ENOSPC: no space left on device, write.\n",
    });
  }
  const { err } = runWith({ stdout: full }, folder, "predict", "iris.model", iris, "--json");
  expect(JSON.parse(err)).toMatchObject({ error: { code: "Failure" } });
  closeSync(full);
});

test.runIf(existsSync("/dev/full"))("what stderr does not take keeps no training from its end", () => {
  const full = openSync("/dev/full", "w");
  expect(runWith({ stderr: full }, folder, "train", iris, ...training, "--out", "quiet.model").code).toBe(0);
  expect(readdirSync(folder)).toContain("quiet.model");
  closeSync(full);
});

test("an older Node is told in one line, before anything else", () => {
  const older = 'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.19.0" } });';
  const flags = ["--import", `data:text/javascript,${encodeURIComponent(older)}`, at("../bin/chainrule.js"), "train"];
  const { status, stdout, stderr } = spawnSync(process.execPath, flags, { encoding: "utf8" });
  expect({ status, stdout, stderr }).toEqual({
    status: 3,
    stdout: "",
    stderr: "chainrule: needs Node 22.12 or newer, this is 20.19.0.\n",
  });
});
