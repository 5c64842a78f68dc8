import { memo, type ReactNode } from "react";
import { Button, Choice, NumberField } from "./fields.tsx";
import { parts } from "./parts.ts";
import styles from "./playground.module.css";
import { type LayerSetting, mostLayers, ranges, type Settings } from "./settings.ts";

interface Props {
  readonly settings: Settings;
  /** What the last layer has where the settings leave it open. */
  readonly output: string | undefined;
  readonly outputs: number | undefined;
  readonly onChange: (settings: Settings) => void;
}

/** The layers. */
export const NetForm = memo(function NetForm({ settings, output, outputs, onChange }: Props): ReactNode {
  const { hidden } = settings;
  const set = (layers: readonly LayerSetting[]): void => onChange({ ...settings, hidden: layers });
  const change = (at: number, layer: Partial<LayerSetting>): void =>
    set(hidden.map((old, i) => (i === at ? { ...old, ...layer } : old)));
  return (
    <fieldset className={styles.form}>
      <legend>Net</legend>
      {hidden.map(({ units, activation }, i) => (
        <div key={i} className={styles.layer} role="group" aria-label={`Layer ${i + 1}`}>
          <NumberField
            range={ranges.units}
            name={`Units of layer ${i + 1}`}
            value={units}
            onChange={(count) => change(i, { units: count })}
          />
          <Choice
            label="Activation"
            name={`Activation of layer ${i + 1}`}
            value={activation}
            names={parts.activations}
            onChange={(name) => change(i, { activation: name })}
          />
        </div>
      ))}
      <div className={styles.buttons}>
        <Button
          disabled={hidden.length >= mostLayers}
          onClick={() => set([...hidden, hidden.at(-1) ?? { units: 8, activation: "tanh" }])}
        >
          One layer more
        </Button>
        <Button disabled={hidden.length === 0} onClick={() => set(hidden.slice(0, -1))}>
          One fewer
        </Button>
      </div>
      {hidden.length > 0 && (
        <NumberField
          range={ranges.dropout}
          value={settings.dropout}
          onChange={(dropout) => onChange({ ...settings, dropout })}
        />
      )}
      <Choice
        label={outputs === undefined ? "Output" : `Output, ${outputs} ${outputs === 1 ? "unit" : "units"}`}
        value={settings.output}
        names={parts.activations}
        none={output && !settings.output ? `${output} (suits)` : "what suits"}
        onChange={(name) => onChange({ ...settings, output: name })}
      />
    </fieldset>
  );
});
