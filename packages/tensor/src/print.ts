import type { DType } from "./dtype.ts";
import { formatSpec } from "./shape.ts";
import type { NestedNumbers, Tensor } from "./tensor.ts";

/** How a tensor shows in a console: dtype, shape, and up to six entries along each axis. */
export function describe(x: Tensor): string {
  const head = formatSpec(x);
  if (x.isExpression) return `Expression ${head}${x.source ? ` = ${x.source.primitive.name}(…)` : ""}`;
  const write = (part: NestedNumbers, indent: string): string => {
    if (typeof part === "number") return format(part, x.dtype);
    const entries = [...part.slice(0, 3), ...part.slice(Math.max(3, part.length - 3))].map((entry) =>
      write(entry, `${indent} `),
    );
    if (part.length > 6) entries.splice(3, 0, "…");
    return `[${entries.join(typeof part[0] === "number" ? ", " : `,\n${indent} `)}]`;
  };
  return `Tensor ${head} ${write(x.toArray(), "")}`;
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
