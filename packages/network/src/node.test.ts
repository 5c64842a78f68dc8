import { ChainruleError, ValueError } from "@chainrule/tensor";
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { readFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { dense, initialize, predict, sequential } from "./index.ts";
import { FileError, loadCheckpointFile, loadFile, requireWritable, saveFile, writeFileAtomic } from "./node.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "chainrule-"));
});
afterEach(() => rmSync(folder, { recursive: true }));
const at = (...names: string[]): string => join(folder, ...names);
const bytes = Uint8Array.of(1, 2, 3);

test("writes what it is given, in place of what was there, and leaves nothing else", async () => {
  writeFileSync(at("model"), "before");
  await writeFileAtomic(at("model"), bytes);
  expect([...readFileSync(at("model"))]).toEqual([1, 2, 3]);
  expect(readdirSync(folder)).toEqual(["model"]);
});

test("of several at once one wins, whole", async () => {
  const all = Array.from({ length: 20 }, (_, i) => new Uint8Array(10_000).fill(i));
  await Promise.all(all.map((each) => writeFileAtomic(at("model"), each)));
  expect(new Set(readFileSync(at("model"))).size).toBe(1);
  expect(readdirSync(folder)).toEqual(["model"]);
});

test("what a killed process has left of a file is removed by the next write, and nothing else", async () => {
  const dead = spawnSync(process.execPath, ["-e", ""]).pid;
  const own = `.model.${hostname()}.`;
  const [left, alive, other] = [
    `${own}${dead}.12ab.tmp`,
    `${own}${process.pid}.12ab.tmp`,
    `.model.elsewhere.${dead}.12ab.tmp`,
  ];
  for (const name of [left, alive, other, `.other.${hostname()}.${dead}.12ab.tmp`, "model.tmp"])
    writeFileSync(at(name), "");
  await writeFileAtomic(at("model"), bytes);
  const names = readdirSync(folder);
  expect(names).toHaveLength(5);
  expect(names).not.toContain(left);
});

test("a file keeps its rights", async () => {
  writeFileSync(at("model"), "before");
  chmodSync(at("model"), 0o640);
  await writeFileAtomic(at("model"), bytes);
  expect(statSync(at("model")).mode & 0o777).toBe(0o640);
});

test("a link stays, and the file at its end is written, be it there or not", async () => {
  mkdirSync(at("real"));
  writeFileSync(at("real", "model"), "before");
  symlinkSync(join("real", "model"), at("link"));
  symlinkSync(join("real", "new"), at("ahead"));
  symlinkSync("ahead", at("further"));
  await writeFileAtomic(at("link"), bytes);
  await writeFileAtomic(at("further"), bytes);
  for (const name of ["link", "ahead", "further"]) expect(lstatSync(at(name)).isSymbolicLink()).toBe(true);
  for (const name of ["model", "new"]) expect([...readFileSync(at("real", name))]).toEqual([1, 2, 3]);
  expect(readdirSync(at("real"))).toEqual(["model", "new"]);
});

test.skipIf(process.platform === "win32")("a pipe stays one, and what is written comes out of it", async () => {
  spawnSync("mkfifo", [at("pipe")]);
  await requireWritable(at("pipe"));
  const [read] = await Promise.all([readFile(at("pipe")), writeFileAtomic(at("pipe"), bytes)]);
  expect([...read]).toEqual([1, 2, 3]);
  expect(lstatSync(at("pipe")).isFIFO()).toBe(true);
});

test("asking whether a file could be written leaves all as it is", async () => {
  await requireWritable(at("model"));
  expect(readdirSync(folder)).toEqual([]);
  writeFileSync(at("model"), "before");
  await requireWritable(at("model"));
  expect(readFileSync(at("model"), "utf8")).toBe("before");
  expect(readdirSync(folder)).toEqual(["model"]);
});

describe("what cannot be written is a FileError, and leaves no file behind", () => {
  const words: Readonly<Record<string, string>> = {
    ENOENT: "no such file or folder",
    EISDIR: "a folder",
    ENOTDIR: "a path through a file that is no folder",
    EACCES: "one that we have no right to",
  };
  const refused = async (path: string, code: string): Promise<void> => {
    const before = readdirSync(folder);
    for (const attempt of [() => requireWritable(path), () => writeFileAtomic(path, bytes)]) {
      const error = await attempt().catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(FileError);
      expect(error).toBeInstanceOf(ChainruleError);
      expect((error as FileError).message).toBe(
        `write ${path}: expected a path that can be written, received ${words[code]} (${code}). Check the folder and its rights.`,
      );
    }
    expect(readdirSync(folder)).toEqual(before);
  };

  test("a folder that is not there", () => refused(at("nowhere", "model"), "ENOENT"));

  test("a file in place of the folder", () => {
    writeFileSync(at("file"), "");
    return refused(at("file", "model"), "ENOTDIR");
  });

  test("a folder in place of the file, which stays", async () => {
    mkdirSync(at("model"));
    writeFileSync(at("model", "inside"), "");
    await refused(at("model"), "EISDIR");
    expect(readdirSync(at("model"))).toEqual(["inside"]);
  });

  // Root may write everywhere: there is no such folder for it.
  test.skipIf(process.getuid?.() === 0)("a folder without the right to write", async () => {
    mkdirSync(at("closed"));
    writeFileSync(at("closed", "model"), "before");
    chmodSync(at("closed"), 0o500);
    await refused(at("closed", "model"), "EACCES");
    expect(readFileSync(at("closed", "model"), "utf8")).toBe("before");
  });
});

test("a network in a file", async () => {
  const net = initialize(sequential([dense(2)]), { inputShape: [3] });
  await saveFile(at("net.model"), net);
  expect(predict(await loadFile(at("net.model")), [[1, 2, 3]])).toEqual(predict(net, [[1, 2, 3]]));
});

test("arguments that are exchanged are said", () => {
  const net = initialize(sequential([dense(2)]), { inputShape: [3] });
  const save = saveFile as unknown as (...given: readonly unknown[]) => Promise<void>;
  const message = 'received an object in place of the path. Write saveFile("net.model", net).';
  expect(() => save(net, at("net.model"))).toThrow(ValueError);
  expect(() => save(net, at("net.model"))).toThrow(message);
});

test("what cannot be read is a FileError", async () => {
  const message = `read ${at("none")}: expected a file that can be read, received no such file or folder (ENOENT). Check the path.`;
  await expect(loadFile(at("none"))).rejects.toThrow(new FileError(message));
  await expect(loadCheckpointFile(at("none"))).rejects.toThrow(FileError);
});

test("what cannot be saved leaves the file as it was", async () => {
  writeFileSync(at("net.model"), "before");
  await expect(async () => saveFile(at("net.model"), sequential([dense(1)]))).rejects.toThrow("received a new one");
  expect(readFileSync(at("net.model"), "utf8")).toBe("before");
});
