import type { DType } from "./dtype.ts";
import { formatShape } from "./shape.ts";
import type { Tensor } from "./tensor.ts";

/** How a tensor shows in a console: dtype, shape, and up to six entries along each axis. */
export function describe(x: Tensor): string {
  const head = `${x.dtype} ${formatShape(x.shape)}`;
  const { data, source } = x;
  if (!data) return `Expression ${head}${source ? ` = ${source.primitive.name}(…)` : ""}`;
  let at = 0;
  const build = (axis: number, indent: string): string => {
    if (axis === x.rank) return format(data[at++]!, x.dtype);
    const entries = Array.from({ length: x.shape[axis]! }, () => build(axis + 1, `${indent} `));
    const few = entries.length > 6 ? [...entries.slice(0, 3), "…", ...entries.slice(-3)] : entries;
    return `[${few.join(axis === x.rank - 1 ? ", " : `,\n${indent} `)}]`;
  };
  return `Tensor ${head} ${build(0, "")}`;
}

/** The shortest decimal that reads back as the same number of that dtype. */
function format(x: number, dtype: DType): string {
  if (dtype === "bool") return String(x === 1);
  if (dtype !== "float32") return String(x);
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(x.toPrecision(digits));
    if (Math.fround(short) === x) return String(short);
  }
  return String(x);
}
