import { memo, type ReactNode } from "react";
import { Choice, NumberField, OptionField } from "./fields.tsx";
import { firstValues } from "./firstValues.ts";
import type { RunFacts } from "./messages.ts";
import { type Options, partOf, parts } from "./parts.ts";
import styles from "./playground.module.css";
import { namesOf, type OptionValues, ranges, type Settings } from "./settings.ts";

interface Props {
  readonly settings: Settings;
  readonly facts: RunFacts | undefined;
  readonly onChange: (settings: Settings) => void;
}

/** How to train. */
export const TrainingForm = memo(function TrainingForm({ settings, facts, onChange }: Props): ReactNode {
  const set = (change: Partial<Settings>): void => onChange({ ...settings, ...change });
  const optimizer = partOf(parts.optimizers, settings.optimizer)!;
  const run = { steps: settings.epochs * (facts?.stepsPerEpoch ?? 1), rate: settings.rate };
  return (
    <fieldset className={styles.form}>
      <legend>Training</legend>
      <Choice
        label="Loss"
        value={settings.loss}
        names={facts?.losses ?? []}
        none={facts && !settings.loss ? `${facts.loss} (suits)` : "what suits"}
        onChange={(loss) => set({ loss })}
      />
      <Choice
        label="Optimizer"
        value={settings.optimizer}
        names={namesOf(parts.optimizers)}
        onChange={(name) => set({ optimizer: name, optimizerOptions: {} })}
      />
      <NumberField range={ranges.rate} value={settings.rate} onChange={(rate) => set({ rate })} />
      <ScheduleFields
        label="Schedule"
        name={settings.schedule}
        values={settings.scheduleOptions}
        run={run}
        onChange={(schedule, scheduleOptions) => set({ schedule, scheduleOptions })}
      />
      <ScheduleFields
        label="Then"
        name={settings.next}
        values={settings.nextOptions}
        run={{ steps: Math.max(1, run.steps - settings.nextAt), rate: settings.nextRate }}
        onChange={(next, nextOptions) =>
          set({
            next,
            nextOptions,
            ...(next && !settings.next && { nextAt: Math.ceil(run.steps / 2), nextRate: settings.rate }),
          })
        }
      />
      {settings.next && (
        <div className={styles.options}>
          <NumberField range={ranges.nextAt} value={settings.nextAt} onChange={(nextAt) => set({ nextAt })} />
          <NumberField range={ranges.nextRate} value={settings.nextRate} onChange={(nextRate) => set({ nextRate })} />
        </div>
      )}
      <NumberField range={ranges.batchSize} value={settings.batchSize} onChange={(batchSize) => set({ batchSize })} />
      <NumberField range={ranges.epochs} value={settings.epochs} onChange={(epochs) => set({ epochs })} />
      <NumberField range={ranges.seed} value={settings.seed} onChange={(seed) => set({ seed })} />
      <Choice
        label="Penalty"
        value={settings.regularizer}
        names={["l1", "l2"]}
        none="none"
        onChange={(regularizer) => set({ regularizer: regularizer as Settings["regularizer"] })}
      />
      {settings.regularizer && (
        <NumberField range={ranges.strength} value={settings.strength} onChange={(strength) => set({ strength })} />
      )}
      {optimizer.options.length > 0 && (
        <details className={styles.more}>
          <summary>More options of {optimizer.name}</summary>
          <Fields
            label={`Options of ${optimizer.name}`}
            options={optimizer.options}
            values={settings.optimizerOptions}
            onChange={(optimizerOptions) => set({ optimizerOptions })}
          />
        </details>
      )}
    </fieldset>
  );
});

/** A schedule of the rate, and its options. */
function ScheduleFields({
  label,
  name,
  values,
  run,
  onChange,
}: {
  readonly label: string;
  readonly name: string;
  readonly values: OptionValues;
  readonly run: { readonly steps: number; readonly rate: number };
  readonly onChange: (name: string, values: OptionValues) => void;
}): ReactNode {
  const schedule = partOf(parts.schedules, name);
  return (
    <>
      <Choice
        label={label}
        value={name}
        names={namesOf(parts.schedules)}
        none="none"
        onChange={(chosen) => onChange(chosen, firstValues(partOf(parts.schedules, chosen)?.options ?? [], run))}
      />
      {schedule && schedule.options.length > 0 && (
        <Fields
          label={`Options of ${schedule.name}${label === "Then" ? ", then" : ""}`}
          options={schedule.options}
          values={values}
          onChange={(next) => onChange(name, next)}
        />
      )}
    </>
  );
}

function Fields({
  label,
  options,
  values,
  onChange,
}: {
  readonly label: string;
  readonly options: Options;
  readonly values: OptionValues;
  readonly onChange: (values: OptionValues) => void;
}): ReactNode {
  return (
    <div className={styles.options} role="group" aria-label={label}>
      {options.map(({ name, text, fallback, isList }) => (
        <OptionField
          key={name}
          label={name}
          hint={text}
          fallback={fallback || "default"}
          isList={isList}
          value={values[name]}
          onChange={(value) => {
            const others = Object.entries(values).filter(([key]) => key !== name);
            onChange(Object.fromEntries(value === undefined ? others : [...others, [name, value]]));
          }}
        />
      ))}
    </div>
  );
}
