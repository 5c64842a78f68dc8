import { type DType, memories, sameShape, type Shape, sizeOf } from "@chainrule/tensor";
import type { Code, Width } from "./code.ts";

export const bytesOf = (dtype: DType): number => memories[dtype].BYTES_PER_ELEMENT;

/** Columns of a panel, two vectors: a matrix can lie in such panels, one below the other. */
export const panelOf = (width: Width): number => 32 / width;

/** Of floats. */
export const panel = 8;

/** A loop over `lead` rows of `last` elements; a negative number counts rows of the batch. */
export interface Space {
  readonly lead: number;
  readonly last: number;
}

/** How an input is read in a loop: element by element, one for all, one for each column, one for each row. */
export type Reading = "full" | "scalar" | "column" | "row";

/** The loop over a shape: the last axis inside, where it has more than one element. */
export function spaceOf(shape: Shape): Space {
  const last = shape.at(-1) ?? 1;
  const lead = sizeOf(shape.slice(0, -1));
  return last === 1 || last < 0 ? { lead: 1, last: lead * last } : { lead, last };
}

/** How an input of one shape is read in a loop over another that it broadcasts to; undefined if in no such way. */
export function readingOf(input: Shape, shape: Shape): Reading | undefined {
  const trimmed = trim(input);
  const whole = trim(shape);
  if (sameShape(trimmed, whole)) return "full";
  if (trimmed.length === 0) return "scalar";
  const { lead, last } = spaceOf(shape);
  if (lead !== 1 && trimmed.length === 1 && trimmed[0] === last) return "column";
  const rows = [...Array<number>(shape.length - input.length).fill(1), ...input];
  const perRow = lead !== 1 && rows.at(-1) === 1 && sameShape(rows.slice(0, -1), shape.slice(0, -1));
  return perRow ? "row" : undefined;
}

/** Without the axes of length 1 in front. */
function trim(shape: Shape): Shape {
  const first = shape.findIndex((length) => length !== 1);
  return first < 0 ? [] : shape.slice(first);
}

/** Puts a length on the stack: a constant, or the rows of the batch (parameter 0) times a factor. */
export function pushLength(code: Code, length: number): Code {
  if (length >= 0) return code.i32(length);
  code.get(0);
  return length === -1 ? code : code.i32(-length).op(0x6c);
}
