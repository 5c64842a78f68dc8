import type { Memory } from "./host.ts";
import { notice } from "./notice.ts";
import * as meeting from "./meeting.ts";

/** The other threads of a store. */
export interface Team {
  /** They take part in a program, once they are there. Nobody waits for them. */
  join(program: number, module: object): void;
  end(): void;
}

/** A worker of a page or of Node. */
export interface WorkerLike {
  postMessage(message: object): void;
  terminate(): unknown;
  /** Node's: the process may end without it. */
  unref?(): void;
  on?(event: string, listener: (reason: unknown) => void): void;
  addEventListener?(event: string, listener: (reason: { message?: string }) => void): void;
}

interface Host {
  readonly process?: { getBuiltinModule?(name: string): { Worker: new (url: URL, options: object) => WorkerLike } };
}

declare const Worker: undefined | (new (url: URL, options: { type: "module" }) => WorkerLike);

/** Bundlers know `new Worker(new URL(…, import.meta.url))` and take the file along. */
function startWorker(): WorkerLike {
  const node = (globalThis as Host).process?.getBuiltinModule?.("node:worker_threads");
  if (node) return new node.Worker(new URL("./chainrule-worker.js", import.meta.url), { execArgv: [] });
  return new Worker!(new URL("./chainrule-worker.js", import.meta.url), { type: "module" });
}

/** Why threads cannot share a memory here; undefined where they can. */
export function hindrance(): string | undefined {
  if (typeof SharedArrayBuffer === "undefined") {
    return "no memory can be shared here: a page has to be isolated by the headers Cross-Origin-Opener-Policy and Cross-Origin-Embedder-Policy";
  }
  try {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 1, 0);
  } catch {
    return "the main thread of a page may not wait for others: train in a worker";
  }
  const { process } = globalThis as Host;
  if (typeof Worker === "undefined" && !process?.getBuiltinModule) return "there are no workers here";
  return undefined;
}

/** Starts `threads − 1` workers on a memory. */
export function teamOn(memory: Memory, threads: number, start: () => WorkerLike = startWorker): Team {
  const words = new Int32Array(memory.buffer);
  const known = new Set<number>();
  let joined = 0;
  let ended = false;
  /** Tells what the others may work on; in between two phases, when nobody works. */
  const announce = (program: number): void => {
    words[meeting.program / 4] = program;
    Atomics.add(words, meeting.phase / 4, 1);
    Atomics.notify(words, meeting.phase / 4);
  };
  const workers: WorkerLike[] = [];
  const lost = (worker: WorkerLike, why: string): void => {
    const index = workers.indexOf(worker);
    if (ended || index < 0) return;
    workers.splice(index, 1);
    notice(`Chainrule: a thread was lost (${why}). The others do its work.`);
  };
  try {
    while (workers.length < threads - 1) {
      const worker = start();
      workers.push(worker);
      worker.unref?.();
      if (worker.on) {
        worker.on("error", (error) => lost(worker, String(error)));
        worker.on("exit", (code) => lost(worker, `exit code ${String(code)}`));
      } else worker.addEventListener!("error", ({ message }) => lost(worker, message ?? "it did not start"));
    }
  } catch (error) {
    notice(
      `Chainrule: ${workers.length + 1} of ${threads} threads are used, as no more can be started. ${String(error)}`,
    );
  }
  return {
    join(program, module) {
      if (program === joined) return;
      joined = program;
      announce(program);
      const given = known.has(program) ? {} : { module, memory };
      known.add(program);
      workers.forEach((worker, i) => worker.postMessage({ program, index: i + 1, count: threads, ...given }));
    },
    end() {
      ended = true;
      announce(0);
      for (const worker of workers) worker.terminate();
    },
  };
}
