import type { ReactNode } from "react";
import { gridOf, type Net } from "./net.ts";
import styles from "./paper.module.css";

interface Props {
  readonly net: Net;
  readonly name: string;
  readonly label: string;
  readonly onChange: (name: string, row: number, column: number, text: string) => void;
  readonly onTouch?: (row: number, column: number) => void;
}

/** Whether a text is a number as one writes it. */
export const isNumber = (text: string): boolean => text.trim() !== "" && Number.isFinite(Number(text));

/** A matrix of numbers to change. */
export function Numbers({ net, name, label, onChange, onTouch }: Props): ReactNode {
  return (
    <fieldset className={styles.matrix}>
      <legend>{label}</legend>
      {gridOf(net, name).map((cells, row) => (
        <div key={row} className={styles.row}>
          {cells.map((text, column) => (
            <input
              key={column}
              inputMode="decimal"
              aria-label={`${label}, ${gridOf(net, name).length > 1 ? `row ${row + 1}, ` : ""}number ${column + 1}`}
              aria-invalid={!isNumber(text)}
              value={text}
              onChange={(event) => onChange(name, row, column, event.target.value)}
              onFocus={() => onTouch?.(row, column)}
            />
          ))}
        </div>
      ))}
    </fieldset>
  );
}
