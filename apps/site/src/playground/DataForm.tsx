import { memo, type ReactNode, useRef } from "react";
import { Button, Choice, NumberField } from "./fields.tsx";
import type { TableFacts } from "./messages.ts";
import styles from "./playground.module.css";
import { ranges, type Settings, sets, withData } from "./settings.ts";

interface Props {
  readonly settings: Settings;
  readonly table: TableFacts | undefined;
  readonly onChange: (settings: Settings) => void;
  readonly onFile: (file: File) => void;
}

const names: Readonly<Record<string, string>> = { digits: "digits (handwritten)", table: "your own CSV" };

/** What to train on. */
export const DataForm = memo(function DataForm({ settings, table, onChange, onFile }: Props): ReactNode {
  const file = useRef<HTMLInputElement>(null);
  const set = (change: Partial<Settings>): void => onChange({ ...settings, ...change });
  const { data } = settings;
  return (
    <fieldset className={styles.form}>
      <legend>Data</legend>
      <label className={styles.field}>
        <span>Set</span>
        <select value={data} onChange={({ target }) => onChange(withData(settings, target.value))}>
          {[...sets, "digits", "table"].map((name) => (
            <option key={name} value={name}>
              {names[name] ?? name}
            </option>
          ))}
        </select>
      </label>
      {sets.some((name) => name === data) && (
        <>
          <NumberField range={ranges.rows} value={settings.rows} onChange={(rows) => set({ rows })} />
          <NumberField range={ranges.noise} value={settings.noise} onChange={(noise) => set({ noise })} />
        </>
      )}
      {data !== "digits" && (
        <NumberField range={ranges.heldOut} value={settings.heldOut} onChange={(heldOut) => set({ heldOut })} />
      )}
      {data === "table" && table && <Columns settings={settings} table={table} onChange={onChange} />}
      <p className={styles.note}>
        <Button onClick={() => file.current?.click()}>Open a CSV file …</Button> or drop one anywhere on this page. It
        stays in this page: nothing is sent.
      </p>
      <input
        ref={file}
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        hidden
        onChange={({ target }) => {
          const [chosen] = target.files ?? [];
          if (chosen) onFile(chosen);
          // The same file may be chosen again after it was mended.
          target.value = "";
        }}
      />
    </fieldset>
  );
});

/** What to predict in one's own table, and from what. */
function Columns({
  settings,
  table,
  onChange,
}: {
  readonly settings: Settings;
  readonly table: TableFacts;
  readonly onChange: (settings: Settings) => void;
}): ReactNode {
  const target = settings.target || table.columns.at(-1)!;
  const others = table.columns.filter((name) => name !== target);
  const chosen = settings.features.length > 0 ? settings.features : others;
  const toggle = (name: string): void => {
    const next = others.filter((each) => (each === name) !== chosen.includes(each));
    if (next.length > 0) onChange({ ...settings, features: next.length === others.length ? [] : next });
  };
  return (
    <>
      <p className={styles.note}>
        {table.name}: {table.rows} rows, {table.columns.length} columns.
      </p>
      <Choice
        label="Target"
        value={target}
        names={table.columns}
        onChange={(name) => onChange({ ...withData(settings, "table"), target: name })}
      />
      <Choice
        label="Kind"
        value={settings.kind}
        names={["classes", "number"]}
        none="as it looks"
        onChange={(kind) => onChange({ ...settings, kind: kind as Settings["kind"], output: "", loss: "" })}
      />
      <fieldset className={styles.columns}>
        <legend>Predicted from</legend>
        {others.map((name) => (
          <label key={name}>
            <input type="checkbox" checked={chosen.includes(name)} onChange={() => toggle(name)} /> {name}
          </label>
        ))}
      </fieldset>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={settings.fillMissing}
          onChange={({ target: box }) => onChange({ ...settings, fillMissing: box.checked })}
        />{" "}
        Fill missing cells with the mean
      </label>
    </>
  );
}
