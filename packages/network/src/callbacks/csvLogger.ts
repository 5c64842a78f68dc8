import type { Callback, EpochRecord } from "../training/options.ts";

/**
 * Writes a table of the epochs, a line after each, with a line of names before the first that it sees.
 *
 * @param write - takes one line with its end, such as `(line) => appendFileSync("log.csv", line)`
 */
export function csvLogger(write: (line: string) => void): Callback {
  let started = false;
  const row = (cells: readonly (string | number)[]): void => write(`${cells.map(quoted).join(",")}\n`);
  return {
    onEpoch(record) {
      const cells = cellsOf(record);
      if (!started) row(cells.map(([name]) => name));
      started = true;
      row(cells.map(([, value]) => value));
    },
  };
}

function cellsOf({ epoch, step, loss, metrics, validation }: EpochRecord): [name: string, value: number][] {
  const validated = validation ? Object.entries({ loss: validation.loss, ...validation.metrics }) : [];
  return [
    ...Object.entries({ epoch, step, loss, ...metrics }),
    ...validated.map(([name, value]): [string, number] => [`validation.${name}`, value]),
  ];
}

const quoted = (cell: string | number): string =>
  /[",\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell);
