import { type ReactNode, useEffect, useId, useState } from "react";
import styles from "./playground.module.css";
import { faultOf, type Range } from "./settings.ts";

interface NumberProps {
  readonly range: Range;
  readonly value: number;
  readonly onChange: (value: number) => void;
  /** For those who hear it, where the words beside it are not enough. */
  readonly name?: string;
}

/** A number to type: what cannot be is said below it, and the number from before stays in use. */
export function NumberField({ range, value, onChange, name }: NumberProps): ReactNode {
  const [text, setText] = useState(String(value));
  const fault = faultOf(range, numberIn(text));
  const id = useId();
  useEffect(() => {
    setText((typed) => (numberIn(typed) === value ? typed : String(value)));
  }, [value]);
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{range.label}</label>
      <input
        id={id}
        inputMode="decimal"
        aria-label={name}
        aria-invalid={fault !== ""}
        aria-describedby={fault ? `${id}-fault` : undefined}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          const next = numberIn(target.value);
          if (typeof next === "number" && faultOf(range, next) === "") onChange(next);
        }}
      />
      {fault && (
        <span id={`${id}-fault`} role="alert" className={styles.fault}>
          {fault} It is still {value}.
        </span>
      )}
    </div>
  );
}

/** The number that was typed, or the text where it is none. */
const numberIn = (text: string): number | string => {
  const value = Number(text.replace("−", "-"));
  return text.trim() === "" || !Number.isFinite(value) ? text : value;
};

interface OptionalProps {
  readonly label: string;
  readonly hint: string;
  readonly fallback: string;
  readonly isList: boolean;
  readonly value: number | readonly number[] | undefined;
  readonly onChange: (value: number | readonly number[] | undefined) => void;
}

/** A number, or several, that may be left to the default. */
export function OptionField({ label, hint, fallback, isList, value, onChange }: OptionalProps): ReactNode {
  const written = value === undefined ? "" : [value].flat().join(", ");
  const [text, setText] = useState(written);
  const id = useId();
  const parsed = parse(text, isList);
  useEffect(() => {
    setText((typed) => (String(parse(typed, isList)) === String(value) ? typed : written));
  }, [written]);
  return (
    <div className={styles.field} title={hint}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        inputMode="decimal"
        placeholder={fallback}
        aria-invalid={parsed === null}
        aria-describedby={parsed === null ? `${id}-fault` : undefined}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          const next = parse(target.value, isList);
          if (next !== null) onChange(next);
        }}
      />
      {parsed === null && (
        <span id={`${id}-fault`} role="alert" className={styles.fault}>
          {label}: expected {isList ? "numbers with commas between them" : "a number"}, received {text}. It is still{" "}
          {written || "the default"}.
        </span>
      )}
    </div>
  );
}

/** Null for what is no number, undefined for nothing. */
function parse(text: string, isList: boolean): number | readonly number[] | undefined | null {
  if (text.trim() === "") return undefined;
  const all = text.split(isList ? "," : /$^/).map(numberIn);
  if (!all.every((each) => typeof each === "number")) return null;
  return isList ? all : all[0];
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly names: readonly string[];
  /** What "" is called, where that can be chosen. */
  readonly none?: string;
  readonly onChange: (name: string) => void;
  readonly name?: string;
}

export const Choice = ({ label, value, names, none, onChange, name }: ChoiceProps): ReactNode => (
  <label className={styles.field}>
    <span>{label}</span>
    <select aria-label={name} value={value} onChange={({ target }) => onChange(target.value)}>
      {none !== undefined && <option value="">{none}</option>}
      {[...new Set(value ? [...names, value] : names)].map((each) => (
        <option key={each}>{each}</option>
      ))}
    </select>
  </label>
);

export const Button = ({
  children,
  onClick,
  disabled = false,
  primary = false,
}: {
  readonly children: ReactNode;
  readonly onClick: () => void;
  readonly disabled?: boolean;
  readonly primary?: boolean;
}): ReactNode => (
  <button
    type="button"
    className={`button button--sm button--${primary ? "primary" : "secondary"}`}
    disabled={disabled}
    onClick={onClick}
  >
    {children}
  </button>
);
