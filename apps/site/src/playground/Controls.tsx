import { type ReactNode, useState } from "react";
import { Button } from "./fields.tsx";
import type { Frame, Request, RunFacts } from "./messages.ts";
import styles from "./playground.module.css";
import type { Told } from "./useTraining.ts";

interface Props {
  readonly told: Told;
  readonly ask: (request: Request) => void;
  readonly onReset: () => void;
}

const speeds: Readonly<Record<string, number>> = {
  "as fast as it goes": Infinity,
  "100 steps a second": 100,
  "10 steps a second": 10,
  "1 step a second": 1,
};

/** Run, pause, one step, reset; and how far it has come. */
export function Controls({ told: { frame, facts, isBusy }, ask, onReset }: Props): ReactNode {
  const [speed, setSpeed] = useState(Object.keys(speeds)[0]!);
  const state = frame?.state;
  const isOver = state === "done" || state === "failed";
  return (
    <div className={styles.controls}>
      <div className={styles.buttons} role="toolbar" aria-label="Training">
        {state === "running" ? (
          <Button primary onClick={() => ask({ type: "pause" })}>
            Pause
          </Button>
        ) : (
          <Button primary disabled={!frame || isOver} onClick={() => ask({ type: "run" })}>
            Run
          </Button>
        )}
        <Button disabled={!frame || isOver} onClick={() => ask({ type: "step" })}>
          One step
        </Button>
        <Button disabled={!facts} onClick={onReset}>
          Reset
        </Button>
        <label className={styles.speed}>
          <span>Speed</span>
          <select
            value={speed}
            onChange={({ target }) => {
              setSpeed(target.value);
              ask({ type: "speed", speed: speeds[target.value]! });
            }}
          >
            {Object.keys(speeds).map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
      </div>
      <p role="status" className={styles.state}>
        {frame && !isBusy ? words[frame.state](frame) : "Getting ready …"}
      </p>
      {facts && (
        <dl className={styles.numbers}>
          <Figure name="Epoch" value={frame ? `${frame.epoch} of ${facts.settings.epochs}` : "–"} />
          <Figure name="Step" value={frame ? String(frame.step) : "–"} />
          <Figure name="Loss of the batch" value={shown(frame?.loss)} />
          <Figure name="Training loss" value={shown(frame?.measured?.loss)} />
          <Figure name="Held-out loss" value={shown(frame?.measured?.heldOut)} />
          <Figure name={`Training ${facts.metric}`} value={metric(frame?.measured?.metric, facts)} />
          <Figure name={`Held-out ${facts.metric}`} value={metric(frame?.measured?.heldOutMetric, facts)} />
        </dl>
      )}
    </div>
  );
}

const words: { readonly [State in Frame["state"]]: (frame: Frame) => string } = {
  running: () => "Running.",
  paused: ({ step }) => (step === 0 ? "Ready." : `Paused after ${step} ${step === 1 ? "step" : "steps"}.`),
  done: ({ step }) => `Done after ${step} steps. For more, raise the epochs.`,
  failed: ({ step }) => `Stopped after ${step} ${step === 1 ? "step" : "steps"}: see below why.`,
};

const Figure = ({ name, value }: { readonly name: string; readonly value: string }): ReactNode => (
  <div>
    <dt>{name}</dt>
    <dd data-testid={name}>{value}</dd>
  </div>
);

const shown = (x: number | undefined): string => (x === undefined ? "–" : x.toPrecision(6).replaceAll("-", "−"));

const metric = (x: number | undefined, facts: RunFacts): string =>
  x !== undefined && facts.metric === "accuracy" ? `${(100 * x).toFixed(1)} %` : shown(x);
