import type { Worksheet } from "@chainrule/worksheet";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Judged, Reply } from "./marking.worker.ts";
import { type Net, sheetOf } from "./net.ts";
import styles from "./paper.module.css";
import { digits as inDigits } from "./Steps.tsx";

/** Digits as somebody wrote them, in lists for rows and matrices. */
export type Digits = string | readonly Digits[];

/** A sheet of any origin: what is written in its steps can be changed. */
export interface Sheet {
  readonly title: string;
  readonly network: unknown;
  readonly steps: readonly {
    readonly id: string;
    readonly quantity: string;
    readonly label: string;
    /** What is written there; a note or an expression may have none. */
    readonly printed?: Digits;
  }[];
}

interface Props {
  readonly sheet: Sheet;
  readonly onChange: (step: number, printed: Digits) => void;
}

/** A sheet to fill in: every step that is not given, with a blank for each number. */
export const blankSheet = (net: Net, { steps }: Worksheet): Sheet => ({
  ...sheetOf(net),
  steps: steps
    .filter((step) => step.formula() !== "" && step.quantity !== "loss_after")
    .map(({ quantity, title, value }) => ({ id: quantity, quantity, label: title, printed: blanks(value.shape) })),
});

const blanks = ([length, ...rest]: readonly number[]): Digits =>
  length === undefined ? "?" : Array.from({ length }, () => blanks(rest));

const verdicts: Readonly<Record<Judged["verdict"], string>> = {
  right: "right",
  rounded: "right within rounding",
  carried: "right, from an earlier mistake",
  wrong: "wrong",
  missing: "to be written",
  unreadable: "cannot be read",
};

/** Somebody's own calculation, marked as it is written. */
export function OwnSheet({ sheet, onChange }: Props): ReactNode {
  const reply = useMarking(sheet);
  const judged = new Map(reply && "steps" in reply ? reply.steps.map((step) => [step.id, step]) : []);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  return (
    <section aria-label="Own calculation">
      <p role="status" className={styles.tally}>
        {reply ? said(reply) : "Marking …"}
      </p>
      <ol className={styles.steps}>
        {sheet.steps.map((step, i) => {
          const marked = judged.get(step.id);
          return (
            <li key={step.id} className={styles.step} data-verdict={marked?.verdict}>
              <h2>
                {step.label || step.quantity}{" "}
                {marked && <span className={styles.verdict}>{verdicts[marked.verdict]}</span>}
              </h2>
              {isDigits(step.printed) && (
                <Entry
                  digits={step.printed}
                  label={step.label || step.quantity}
                  onChange={(printed) => onChange(i, printed)}
                />
              )}
              {marked?.verdict === "wrong" && (
                <Words step={marked} isOpen={open.has(step.id)} onOpen={() => setOpen(new Set([...open, step.id]))} />
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** Whether this is what a sheet may hold: files come from anywhere. */
const isDigits = (value: unknown): value is Digits =>
  typeof value === "string" || (Array.isArray(value) && value.every(isDigits));

/** A hint first; what it was, and the right number, for those who ask. */
function Words({
  step,
  isOpen,
  onOpen,
}: {
  readonly step: Judged;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}): ReactNode {
  const [first] = step.words;
  return (
    <div className={styles.words}>
      <p>
        {first?.hint || "No known mistake gives these digits. Work it out once more from your own earlier numbers."}
      </p>
      {isOpen ? (
        <>
          {step.words.map(({ id, message, evidence }) => (
            <p key={id}>
              <b>{id}</b>: {message} ({evidence})
            </p>
          ))}
          <p>From your own earlier numbers it is {numbers(step.expected)}.</p>
        </>
      ) : (
        <button type="button" className="button button--sm button--secondary" onClick={onOpen}>
          What is it?
        </button>
      )}
    </div>
  );
}

function numbers(value: Judged["expected"]): string {
  if (typeof value === "number") return inDigits(value);
  return value === null ? "unknown" : `[${value.map(numbers).join(", ")}]`;
}

function said(reply: Reply): string {
  if ("failure" in reply) return reply.failure;
  const count = (verdict: Judged["verdict"]): number => reply.steps.filter((step) => step.verdict === verdict).length;
  const parts = [
    `${count("right") + count("rounded")} right`,
    `${count("carried")} right from an earlier mistake`,
    `${count("wrong")} wrong`,
    `${count("missing") + count("unreadable")} to be written`,
  ];
  return `${parts.join(", ")}.`;
}

/** Fields in the shape of what is written: one, a row, or rows. */
function Entry({
  digits,
  label,
  onChange,
}: {
  readonly digits: Digits;
  readonly label: string;
  readonly onChange: (digits: Digits) => void;
}): ReactNode {
  if (typeof digits === "string") {
    return (
      <input
        className={styles.entry}
        aria-label={label}
        value={digits === "?" ? "" : digits}
        size={Math.min(28, Math.max(8, digits.length))}
        onChange={(event) => onChange(event.target.value || "?")}
      />
    );
  }
  const isRow = digits.every((entry) => typeof entry === "string");
  return (
    <div className={isRow ? styles.row : undefined}>
      {digits.map((entry, i) => (
        <Entry
          key={i}
          digits={entry}
          label={`${label}, ${isRow ? "number" : "row"} ${i + 1}`}
          onChange={(changed) => onChange(digits.map((old, k) => (k === i ? changed : old)))}
        />
      ))}
    </div>
  );
}

/** The marks of a sheet, a moment after it has changed. */
function useMarking(sheet: Sheet): Reply | undefined {
  const worker = useRef<Worker | null>(null);
  const [reply, setReply] = useState<Reply>();
  useEffect(() => {
    const started = new Worker(new URL("./marking.worker.ts", import.meta.url), { type: "module" });
    started.onmessage = ({ data }: MessageEvent<Reply>) => setReply(data);
    worker.current = started;
    return () => started.terminate();
  }, []);
  useEffect(() => {
    const timer = setTimeout(() => worker.current?.postMessage(sheet), 120);
    return () => clearTimeout(timer);
  }, [sheet]);
  return reply;
}
