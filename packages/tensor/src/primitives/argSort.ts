import type { Whole } from "../primitive.ts";
import { alongAxis } from "../strided.ts";

/** The indices that sort along an axis, ascending; equal elements keep their order, NaN comes last. */
export const argSort: Whole<"argSort", { axis: number }> = {
  name: "argSort",
  result: ([x]) => ({ shape: x!.shape, dtype: "int32" }),
  evaluate([x], { axis }, { shape }) {
    const { data } = x!;
    const out = new Int32Array(data.length);
    const compare = (a: number, b: number): number =>
      a < b ? -1 : a > b ? 1 : Number(Number.isNaN(a)) - Number(Number.isNaN(b));
    alongAxis(shape, axis, (base, stride, length) => {
      const order = [...Array(length).keys()];
      order.sort((i, j) => compare(data[base + i * stride]!, data[base + j * stride]!));
      order.forEach((from, to) => (out[base + to * stride] = from));
    });
    return out;
  },
  gradient: () => [],
};
