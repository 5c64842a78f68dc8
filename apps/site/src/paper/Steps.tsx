import type { Focus, Step, Worksheet } from "@chainrule/worksheet";
import type { ReactNode } from "react";
import { Formula } from "./Formula.tsx";
import styles from "./paper.module.css";
import type { Written } from "./useWorksheet.ts";

interface Props {
  readonly worksheet: Worksheet;
  readonly written: readonly Written[];
  readonly focus: Focus | undefined;
  /** The step where one stands. */
  readonly at: number;
  readonly onGo: (at: number) => void;
}

/** Six digits, as short as they can be. */
export const digits = (x: number): string =>
  Number.isFinite(x) ? String(Number(x.toPrecision(6))).replace("-", "−") : String(x).replace("Infinity", "∞");

/** One object for all, so that a step is taken apart once. */
const figures = { number: (x: number): string => digits(Math.abs(x)) };

/** Every step of the calculation, in its order: formula, numbers put in, value. */
export function Steps({ worksheet, written, focus, at, onGo }: Props): ReactNode {
  const places = new Map(worksheet.steps.map(({ id }, i) => [id, i]));
  return (
    <ol className={styles.steps}>
      {worksheet.steps.map((step, i) => {
        const lit = focus?.cellsOf(step).map(String) ?? [];
        const { latex, uses } = written[i]!;
        return (
          <li
            key={step.id}
            id={`step-${step.id}`}
            className={i === at ? styles.stepHere : styles.step}
            data-lit={lit.length > 0 || undefined}
          >
            <h2>
              {i + 1}. {step.title}
            </h2>
            {latex && <Formula latex={latex} />}
            {latex && <Lines step={step} lit={focus ? lit : undefined} />}
            <Value step={step} lit={new Set(lit)} />
            {uses.length > 0 && (
              <p className={styles.uses}>
                uses{" "}
                {uses.map((id) => (
                  <a
                    key={id}
                    href={`#step-${id}`}
                    onClick={(event) => {
                      event.preventDefault();
                      onGo(places.get(id)!);
                    }}
                  >
                    {id}
                  </a>
                ))}
              </p>
            )}
          </li>
        );
      })}
    </ol>
  );
}

const most = 3;

/** Elements with their numbers: those on the path, or the first ones. */
function Lines({ step, lit }: { readonly step: Step; readonly lit: readonly string[] | undefined }): ReactNode {
  const cells = lit ? lit.map((cell) => (cell === "" ? [] : cell.split(",").map(Number))) : cellsOf(step.value.shape);
  return (
    <ul className={styles.lines}>
      {cells.slice(0, lit ? 9 : most).map((cell) => {
        const put = step.cell(cell, figures);
        const value = digits(at(step, cell));
        return (
          <li key={cell.join()}>
            {step.quantity}
            {cell.length > 0 && `[${cell.map((place) => place + 1).join(",")}]`} = {put === value ? "" : `${put} = `}
            <b>{value}</b>
          </li>
        );
      })}
      {!lit && cells.length > most && <li className={styles.note}>… and {cells.length - most} more in the same way</li>}
    </ul>
  );
}

function Value({ step, lit }: { readonly step: Step; readonly lit: ReadonlySet<string> }): ReactNode {
  const { shape } = step.value;
  const columns = shape.at(-1) ?? 1;
  const all = shape.length === 0 ? [[]] : cellsOf(shape);
  const rows = Array.from({ length: all.length / columns }, (_, r) => all.slice(r * columns, (r + 1) * columns));
  return (
    <div className={styles.value} tabIndex={0} role="group" aria-label={`${step.quantity}, its value`}>
      <table>
        <caption>{step.quantity}</caption>
        <tbody>
          {rows.map((cells) => (
            <tr key={cells[0]!.join()}>
              {cells.map((cell) => (
                <td key={cell.join()} data-lit={lit.has(cell.join()) || undefined}>
                  {digits(at(step, cell))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const cellsOf = (shape: readonly number[]): number[][] =>
  shape.reduce<number[][]>(
    (cells, length) => cells.flatMap((cell) => Array.from({ length }, (_, i) => [...cell, i])),
    [[]],
  );

const at = ({ value: { shape, data } }: Step, cell: readonly number[]): number =>
  data![cell.reduce((flat, place, axis) => flat * shape[axis]! + place, 0)]!;
