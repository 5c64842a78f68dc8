import { slice, type Tensor } from "@chainrule/tensor";
import { broken } from "../check.ts";
import { asCode } from "../show.ts";

/** What comes out for an example must not depend on the others in the batch. */
export function eachRowByItself(who: string, f: (...inputs: Tensor[]) => Tensor, inputs: readonly Tensor[]): void {
  const together = f(...inputs);
  for (let row = 0; row < inputs[0]!.shape[0]!; row++) {
    const alone = inputs.map((x) => slice(x, 0, row, row + 1));
    const expected = f(...alone).data!;
    const received = slice(together, 0, row, row + 1).data!;
    const at = expected.findIndex((x, i) => !Object.is(x, received[i]));
    if (at < 0) continue;
    broken(who, {
      expected: `${expected[at]} for an example, alone or among others`,
      received: received[at]!,
      at: alone.map(asCode).join(", "),
      cure: "Axis 0 is the batch: work on each element, or along the last axis.",
    });
  }
}
