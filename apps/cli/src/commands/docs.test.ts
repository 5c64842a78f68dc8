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

test("says what it takes, for a version that is none", () => {
  const { status, stderr } = docs("tensor@latest", "--print");
  expect(status).toBe(2);
  expect(stderr).toMatch("received tensor@latest. Write activations, activations@0.1.0 or activations@next");
});
