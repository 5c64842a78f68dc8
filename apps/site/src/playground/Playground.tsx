import { type ReactNode, useCallback, useEffect, useState } from "react";
import fields from "../components/fields.module.css";
import { toLink } from "../paper/link.ts";
import { Charts } from "./Charts.tsx";
import { codeOf } from "./code.ts";
import { Controls } from "./Controls.tsx";
import { DataForm } from "./DataForm.tsx";
import { DigitPad } from "./DigitPad.tsx";
import { Button } from "./fields.tsx";
import { Answers, Gradients } from "./Gradients.tsx";
import { NetForm } from "./NetForm.tsx";
import { PlaneView } from "./PlaneView.tsx";
import styles from "./playground.module.css";
import { type Settings, start, withData } from "./settings.ts";
import { TrainingForm } from "./TrainingForm.tsx";
import { useDrop } from "./useDrop.ts";
import { useLink } from "./useLink.ts";
import { useTraining } from "./useTraining.ts";
import { Weights } from "./Weights.tsx";

/** Trains any net on a set, on one's own table or on digits, and shows how it goes. */
export default function Playground(): ReactNode {
  const [settings, setSettings] = useState<Settings>();
  const [note, setNote] = useState("");
  const { told, begin, ask } = useTraining((bytes) => download("model.safetensors", bytes));
  const { facts, frame, table, problem } = told;
  const lacksTable = settings?.data === "table" && !table;

  useLink(setSettings, setNote);
  useEffect(() => {
    if (settings && !lacksTable) begin(settings);
  }, [settings, table]);
  useEffect(() => {
    if (table) setSettings((before = start) => forTable(before, table.columns));
  }, [table]);

  const openFile = useCallback((file: File) => ask({ type: "file", file }), [ask]);
  const isOver = useDrop(openFile);
  const change = useCallback((next: Settings) => {
    setNote("");
    setSettings(next);
  }, []);

  if (!settings) return <p>Loading the playground …</p>;
  const rests = frame?.state !== "running";
  const share = async (): Promise<void> => {
    history.replaceState(null, "", await toLink(settings, "run"));
    await navigator.clipboard?.writeText(location.href).catch(() => undefined);
    setNote(
      settings.data === "table"
        ? "The link to these settings is in the address bar, and copied. Your table is not in it: who opens it needs the file, too."
        : "The link to these settings is in the address bar, and copied.",
    );
  };
  const file = table?.name ?? "table.csv";
  const code = (): void =>
    download(
      "run.mjs",
      codeOf(facts!, file, frame && frame.step > 0 && frame.state !== "done" ? frame.step : undefined),
    );
  return (
    <div className={`${fields.fields} ${styles.playground}`} data-over={isOver || undefined}>
      <Controls told={told} ask={ask} onReset={() => ask({ type: "begin", settings })} />
      {[note, problem].filter(Boolean).map((text) => (
        <p key={text} role="alert" className={styles.problem}>
          {text}
        </p>
      ))}
      {lacksTable && (
        <p className={styles.problem}>Open a CSV file, or drop one anywhere on this page, to train on it.</p>
      )}
      <div className={styles.board}>
        <div className={styles.views}>
          {facts?.plane && (
            <PlaneView plane={facts.plane} labels={facts.labels} target={facts.target} picture={frame?.picture} />
          )}
          {facts?.settings.data === "digits" && (
            <DigitPad
              guess={frame?.guess}
              isTrained={(frame?.step ?? 0) > 0}
              onDraw={(pixels) => ask({ type: "digit", pixels })}
            />
          )}
          {facts && !facts.plane && facts.settings.data !== "digits" && (
            <p className={styles.note}>
              {facts.features.length} columns ({facts.features.slice(0, 8).join(", ")}
              {facts.features.length > 8 && " …"}) predict {facts.target}. A plane is drawn where there are two columns
              of numbers: choose two to see one.
            </p>
          )}
          {frame && facts && (
            <Charts curves={frame.curves} loss={`Loss: ${facts.loss}`} metric={metrics[facts.metric]!} />
          )}
        </div>
        <div className={styles.forms}>
          <DataForm settings={settings} table={table} onChange={change} onFile={openFile} />
          <NetForm settings={settings} output={facts?.output} outputs={facts?.outputs} onChange={change} />
          <TrainingForm settings={settings} facts={facts} onChange={change} />
          <div className={styles.buttons} role="toolbar" aria-label="Take away">
            <Button disabled={!facts} onClick={() => ask({ type: "save" })}>
              Download the model
            </Button>
            <Button disabled={!facts || !rests} onClick={code}>
              Download the code
            </Button>
            <Button onClick={() => void share()}>Link</Button>
          </div>
          <p className={styles.note}>
            The code makes the same run in Node, as far as it has come here, to the same numbers. The model is read by{" "}
            <code>load</code> and by <code>chainrule predict model.safetensors table.csv</code>.
          </p>
        </div>
        {facts && frame && (
          <div className={styles.inside}>
            <h2>Weights</h2>
            {frame.layers && <Weights layers={frame.layers} parameters={facts.parameters} />}
            <h2>Gradients</h2>
            <p className={styles.note}>
              Of the loss on the first training rows (256 at most), as they are now; below, what the worksheet says of
              the first 32.
            </p>
            {frame.gradients && <Gradients gradients={frame.gradients} />}
            {frame.answers && <Answers answers={frame.answers} />}
          </div>
        )}
      </div>
    </div>
  );
}

const metrics: Readonly<Record<string, string>> = { accuracy: "Accuracy", mae: "Mean absolute error" };

/** Settings for a table: those from before where they name its columns. */
function forTable(settings: Settings, columns: readonly string[]): Settings {
  const { data, target, features } = settings;
  const isKnown = [target, ...features].every((name) => name === "" || columns.includes(name));
  return data === "table" && isKnown ? { ...settings } : withData(settings, "table");
}

function download(name: string, content: BlobPart): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content]));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
