import { useActivePluginAndVersion } from "@docusaurus/plugin-content-docs/client";
import useBaseUrl from "@docusaurus/useBaseUrl";
import { type ReactNode, useId, useRef, useState } from "react";
import styles from "./LiveCode.module.css";

type Line = { readonly kind: "log" | "error"; readonly text: string };

/** A block of code with a button that runs it, on the very version of the packages that the page is about. */
export default function LiveCode({
  code,
  children,
}: {
  readonly code: string;
  readonly children: ReactNode;
}): ReactNode {
  const modules = useModules();
  const worker = useRef<Worker | null>(null);
  const [text, setText] = useState<string>();
  const [lines, setLines] = useState<readonly Line[]>();
  const [runs, setRuns] = useState(false);
  const label = useId();

  const stop = (): void => {
    worker.current?.terminate();
    worker.current = null;
    setRuns(false);
  };
  const run = (): void => {
    stop();
    setLines([]);
    setRuns(true);
    const started = new Worker(new URL("./liveCode.worker.ts", import.meta.url), { type: "module" });
    worker.current = started;
    started.onmessage = ({ data }: MessageEvent<Line | { readonly kind: "end" }>) => {
      if (data.kind === "end") stop();
      else setLines((before = []) => [...before, data].slice(-500));
    };
    started.postMessage({ code: text ?? code, modules: new URL(modules, location.href).href });
  };

  return (
    <div className={styles.live}>
      {text === undefined ? (
        children
      ) : (
        <textarea
          className={styles.editor}
          aria-label="Code"
          spellCheck={false}
          rows={text.split("\n").length}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      <div className={styles.buttons}>
        <button type="button" className="button button--sm button--primary" onClick={runs ? stop : run}>
          {runs ? "Stop" : "Run"}
        </button>
        <button
          type="button"
          className="button button--sm button--secondary"
          onClick={() => setText(text === undefined ? code.trimEnd() : undefined)}
        >
          {text === undefined ? "Edit" : "Reset"}
        </button>
      </div>
      {lines && (
        <div role="log" aria-labelledby={label} className={styles.output}>
          <span id={label} className={styles.label}>
            {runs ? "Running" : "Output"}
          </span>
          {lines.map((line, i) => (
            <div key={i} className={line.kind === "error" ? styles.error : undefined}>
              {line.text}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

/** Where the modules of this page's version are: those of a release are kept with it. */
function useModules(): string {
  const active = useActivePluginAndVersion();
  const version = active?.activeVersion?.name ?? "current";
  const path = version === "current" ? "next" : `${active!.activePlugin.pluginId}/${version}`;
  return useBaseUrl(`/modules/${path}/`);
}
