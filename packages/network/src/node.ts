import { open, readFile, rename, rm } from "node:fs/promises";
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
 * Writes a file as a whole or not at all: into a new file beside it, which then takes its place.
 *
 * @throws FileError if the path cannot be written
 */
export async function writeFileAtomic(path: string, bytes: Uint8Array): Promise<void> {
  const beside = join(dirname(path), `.${basename(path)}.${process.pid}.${writes++}.tmp`);
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
    throw fileError(`write ${path}: expected a path that can be written`, "Check the folder and its rights.", cause);
  }
}

let writes = 0;

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
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
  return new FileError(`${expected}, received ${code}. ${cure}`, { cause });
}
