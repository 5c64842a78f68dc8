import { randomUUID } from "node:crypto";
import { constants, type Stats } from "node:fs";
import {
  access,
  type FileHandle,
  open,
  readdir,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { ChainruleError, type Tensor, ValueError } from "@chainrule/tensor";
import { load, loadCheckpoint } from "./files/load.ts";
import { save } from "./files/save.ts";
import type { AnyNetwork, Network } from "./network.ts";
import type { Ports } from "./ports.ts";
import type { Checkpoint } from "./training/checkpoint.ts";

/** A file could not be read or written. What stood at the path before is untouched. */
export class FileError extends ChainruleError {
  constructor(message: string, options?: ErrorOptions) {
    super("FileError", message, options);
  }
}

/**
 * Writes a file as a whole or not at all: into a new file beside it, which then takes its place. What a process that
 * was killed has left of such a file is removed.
 *
 * A link is followed, and what was there keeps its rights and its owner. What is no file, such as a pipe or a terminal,
 * stays in its place and is written to.
 *
 * @throws FileError if the path cannot be written
 */
export async function writeFileAtomic(path: string, bytes: Uint8Array): Promise<void> {
  let beside: string | undefined;
  let end: string;
  try {
    const there = await statusOf(path);
    if (isDevice(there)) {
      await writeFile(path, bytes);
      return;
    }
    end = await endOfLinks(path);
    beside = join(dirname(end), `${besides(end)}${process.pid}.${randomUUID()}.tmp`);
    const file = await open(beside, "wx", there?.mode);
    try {
      if (there) await keepRights(file, there);
      await file.writeFile(bytes);
      await file.sync(); // on the disk before it gets its name: a crash leaves the old file or the new one
    } finally {
      await file.close();
    }
    await rename(beside, end);
  } catch (cause) {
    if (beside !== undefined) await rm(beside, { force: true }).catch(() => undefined); // what went wrong first counts
    throw unwritable(path, `room for ${bytes.length} bytes`, cause);
  }
  await sweep(end).catch(() => undefined); // the file is written: what else stands there is no failure of it
}

/**
 * Finds out before any work is done whether `writeFileAtomic` could write there in the end, and leaves all as it is.
 *
 * @throws FileError if it could not
 */
export async function requireWritable(path: string): Promise<void> {
  try {
    const there = await statusOf(path);
    if (there?.isDirectory()) throw Object.assign(new Error("a folder"), { code: "EISDIR" });
    if (isDevice(there)) {
      await access(path, constants.W_OK);
      return;
    }
    const end = await endOfLinks(path);
    const probe = join(dirname(end), `${besides(end)}${process.pid}.${randomUUID()}.tmp`);
    // Asking for the rights would not do: some file systems refuse only when a file is made.
    await (await open(probe, "wx")).close();
    await rm(probe);
  } catch (cause) {
    throw unwritable(path, "room for a file", cause);
  }
}

/** What stands at a path, links followed; undefined where nothing does. */
async function statusOf(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") return undefined;
    throw cause;
  }
}

/** Something that a file must not take the place of: a pipe, a terminal, /dev/null. */
const isDevice = (there: Stats | undefined): boolean => there !== undefined && !there.isFile() && !there.isDirectory();

/** Where links lead in the end, be something there or not. */
async function endOfLinks(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (cause) {
    if (codeOf(cause) !== "ENOENT") throw cause;
    const next = await readlink(path).catch(() => undefined);
    return next === undefined ? path : endOfLinks(resolve(dirname(path), next));
  }
}

async function keepRights(file: FileHandle, { uid, gid, mode }: Stats): Promise<void> {
  await file.chown(uid, gid).catch(() => undefined); // only root may give files away
  await file.chmod(mode & 0o7777);
}

/** How files beside this one begin, of all processes of this machine. */
const besides = (path: string): string => `.${basename(path)}.${hostname()}.`;

/** Removes what processes that no longer run have left. */
async function sweep(path: string): Promise<void> {
  const [folder, start] = [dirname(path), besides(path)];
  for (const name of await readdir(folder)) {
    const [, pid] = name.startsWith(start) ? (/^(\d+)\.[\da-f-]+\.tmp$/.exec(name.slice(start.length)) ?? []) : [];
    if (pid !== undefined && !isRunning(Number(pid))) await rm(join(folder, name), { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0); // no signal, only the question
    return true;
  } catch (error) {
    return codeOf(error) !== "ESRCH";
  }
}

/**
 * Writes a network or a checkpoint: see `save`.
 *
 * @throws ValueError if the path does not come first
 */
export function saveFile(path: string, what: AnyNetwork | Checkpoint): Promise<void> {
  const given: unknown = path; // JavaScript says no word when they are exchanged
  if (typeof given !== "string") {
    throw new ValueError(
      `saveFile: expected a path and then a network, received ${typeof given === "object" ? "an object" : typeof given} ` +
        'in place of the path. Write saveFile("net.model", net).',
    );
  }
  return writeFileAtomic(path, save(what));
}

/** Reads a network: see `load`. */
export const loadFile = async <X extends Ports = Tensor, Y extends Ports = Tensor>(
  path: string,
): Promise<Network<X, Y>> => load<X, Y>(await readBytes(path));

/** Reads a training that is to go on: see `loadCheckpoint`. */
export const loadCheckpointFile = async (path: string): Promise<Checkpoint> => loadCheckpoint(await readBytes(path));

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

/** The error of a file that cannot be read, in words where there are some for what the system says. */
export const unreadable = (path: string, cause: unknown): FileError =>
  fileError(`read ${path}: expected a file that can be read`, "Check the path.", cause);

function unwritable(path: string, room: string, cause: unknown): FileError {
  if (["ENOSPC", "EDQUOT"].includes(codeOf(cause))) {
    return fileError(`write ${path}: expected ${room}`, "Free some space on the disk.", cause);
  }
  return fileError(`write ${path}: expected a path that can be written`, "Check the folder and its rights.", cause);
}

function fileError(expected: string, cure: string, cause: unknown): FileError {
  const code = codeOf(cause);
  const reason = reasons[code] === undefined ? code : `${reasons[code]} (${code})`;
  return new FileError(`${expected}, received ${reason}. ${cure}`, { cause });
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "no such file or folder",
  EISDIR: "a folder",
  ENOTDIR: "a path through a file that is no folder",
  EACCES: "one that we have no right to",
};

const codeOf = (cause: unknown): string =>
  cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
