import * as activations from "@chainrule/activations";
import * as losses from "@chainrule/losses";
import type { ReactNode } from "react";
import { largest, lossNames, type Net, withLayers, withNeurons } from "./net.ts";
import styles from "./paper.module.css";

/** What can be changed about the shape of the net. */
export function Structure({ net, onChange }: { readonly net: Net; readonly onChange: (net: Net) => void }): ReactNode {
  const { layers } = net;
  return (
    <div className={styles.structure}>
      {layers.map((count, i) => (
        <fieldset key={i} className={styles.matrix}>
          <legend>{i === 0 ? "Inputs" : i === layers.length - 1 ? "Output" : `Layer ${i}`}</legend>
          <button
            type="button"
            className="button button--sm button--secondary"
            disabled={count <= 1}
            aria-label={`One neuron less in layer ${i}`}
            onClick={() => onChange(withNeurons(net, i, count - 1))}
          >
            −
          </button>
          <span>{count}</span>
          <button
            type="button"
            className="button button--sm button--secondary"
            disabled={count >= largest.neurons}
            aria-label={`One neuron more in layer ${i}`}
            onClick={() => onChange(withNeurons(net, i, count + 1))}
          >
            +
          </button>
          {i > 0 && (
            <Choice
              label={`Activation of layer ${i}`}
              value={net.activations[i - 1]!}
              names={Object.keys(activations)}
              onChange={(name) =>
                onChange({ ...net, activations: net.activations.map((old, k) => (k === i - 1 ? name : old)) })
              }
            />
          )}
        </fieldset>
      ))}
      <fieldset className={styles.matrix}>
        <legend>Hidden layers</legend>
        <button
          type="button"
          className="button button--sm button--secondary"
          disabled={layers.length <= 2}
          onClick={() => onChange(withLayers(net, -1))}
        >
          Fewer
        </button>
        <button
          type="button"
          className="button button--sm button--secondary"
          disabled={layers.length >= largest.layers}
          onClick={() => onChange(withLayers(net, 1))}
        >
          More
        </button>
      </fieldset>
      <fieldset className={styles.matrix}>
        <legend>Training</legend>
        <Choice
          label="Loss"
          value={net.loss.name}
          names={[...lossNames, ...Object.keys(losses)]}
          onChange={(name) => onChange({ ...net, loss: { ...net.loss, name } })}
        />
        <label>
          Rate{" "}
          <input
            className={styles.small}
            inputMode="decimal"
            value={net.learning_rate}
            onChange={(event) => onChange({ ...net, learning_rate: event.target.value })}
          />
        </label>
      </fieldset>
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly names: readonly string[];
  readonly onChange: (name: string) => void;
}

const Choice = ({ label, value, names, onChange }: ChoiceProps): ReactNode => (
  <select aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
    {[...new Set([value, ...names])].map((name) => (
      <option key={name}>{name}</option>
    ))}
  </select>
);
