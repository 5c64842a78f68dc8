import { randomUUID } from "node:crypto";
import { open, readdir, readFile, rename, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { ChainruleError, type Tensor } from "@chainrule/tensor";
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
 * @throws FileError if the path cannot be written
 */
export async function writeFileAtomic(path: string, bytes: Uint8Array): Promise<void> {
  const beside = join(dirname(path), `${besides(path)}${process.pid}.${randomUUID()}.tmp`);
  try {
    const file = await open(beside, "wx");
    try {
      await file.writeFile(bytes);
      await file.sync(); // on the disk before it gets its name: a crash leaves the old file or the new one
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (cause) {
    await rm(beside, { force: true }).catch(() => undefined); // what went wrong first is what counts
    if (["ENOSPC", "EDQUOT"].includes(codeOf(cause))) {
      throw fileError(`write ${path}: expected room for ${bytes.length} bytes`, "Free some space on the disk.", cause);
    }
    throw fileError(`write ${path}: expected a path that can be written`, "Check the folder and its rights.", cause);
  }
  await sweep(path).catch(() => undefined); // the file is written: what else stands there is no failure of it
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

/** Writes a network or a checkpoint: see `save`. */
export const saveFile = (path: string, what: AnyNetwork | Checkpoint): Promise<void> =>
  writeFileAtomic(path, save(what));

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
    throw fileError(`read ${path}: expected a file that can be read`, "Check the path.", cause);
  }
}

function fileError(expected: string, cure: string, cause: unknown): FileError {
  return new FileError(`${expected}, received ${codeOf(cause)}. ${cure}`, { cause });
}

const codeOf = (cause: unknown): string =>
  cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
