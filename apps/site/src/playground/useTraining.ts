import useBaseUrl from "@docusaurus/useBaseUrl";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Frame, Reply, Request, RunFacts, TableFacts } from "./messages.ts";
import type { Settings } from "./settings.ts";

/** What the worker that trains has told so far. */
export interface Told {
  readonly facts?: RunFacts;
  readonly frame?: Frame;
  readonly table?: TableFacts;
  readonly problem: string;
  /** Whether other settings are on their way. */
  readonly isBusy: boolean;
}

export interface Training {
  readonly told: Told;
  /** Begins with other settings, soon: who types a number types several. */
  readonly begin: (settings: Settings) => void;
  readonly ask: (request: Request) => void;
}

/** A worker that trains, and what it tells. */
export function useTraining(onModel: (bytes: Uint8Array<ArrayBuffer>) => void): Training {
  const [told, setTold] = useState<Told>({ problem: "", isBusy: true });
  const folder = useBaseUrl("/digits/");
  const save = useRef(onModel);
  save.current = onModel;
  const { end, ...actions } = useMemo(() => start(setTold, new URL(folder, location.href).href, save), [folder]);
  useEffect(() => end, [end]);
  return { told, ...actions };
}

type SetTold = (change: (before: Told) => Told) => void;

function start(
  setTold: SetTold,
  folder: string,
  save: { readonly current: (bytes: Uint8Array<ArrayBuffer>) => void },
): Omit<Training, "told"> & { readonly end: () => void } {
  let worker: Worker | undefined;
  const post = (request: Request): void => {
    worker ??= listen(new Worker(new URL("./training.worker.ts", import.meta.url), { type: "module" }));
    worker.postMessage(request);
  };
  const listen = (made: Worker): Worker => {
    made.onmessage = ({ data }: MessageEvent<Reply>) => {
      if (data.type === "model") return save.current(data.bytes);
      setTold((before) => after(before, data));
      // The next frame may come when this one is on the screen.
      if (data.type === "frame") requestAnimationFrame(() => made.postMessage({ type: "drawn" } satisfies Request));
    };
    made.onerror = ({ message }) => setTold((before) => ({ ...before, problem: `The training failed. ${message}` }));
    made.postMessage({ type: "start", folder } satisfies Request);
    return made;
  };

  let pending: { readonly settings: Settings; readonly timer: number } | undefined;
  const flush = (): void => {
    if (!pending) return;
    clearTimeout(pending.timer);
    post({ type: "begin", settings: pending.settings });
    pending = undefined;
  };
  return {
    begin(settings) {
      clearTimeout(pending?.timer);
      pending = { settings, timer: window.setTimeout(flush, 100) };
      setTold((before) => ({ ...before, isBusy: true }));
    },
    ask(request) {
      flush();
      post(request);
    },
    end() {
      clearTimeout(pending?.timer);
      pending = undefined;
      worker?.terminate();
      worker = undefined;
    },
  };
}

function after(before: Told, reply: Exclude<Reply, { type: "model" }>): Told {
  switch (reply.type) {
    case "table":
      return { ...before, table: reply.table, problem: "" };
    case "begun": {
      const { table } = before;
      return { facts: reply.facts, problem: "", isBusy: false, ...(table && { table }) };
    }
    case "frame":
      return { ...before, frame: { ...before.frame, ...reply.frame } as Frame };
    case "guess":
      return before.frame ? { ...before, frame: { ...before.frame, guess: reply.guess } } : before;
    case "problem":
      return { ...before, problem: reply.message, isBusy: false };
  }
}
