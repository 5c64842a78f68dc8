import * as losses from "@chainrule/losses";
import type { Loss } from "@chainrule/tensor";

/** A loss of the library as one number for each example, `[examples]`. */
export function perExampleOf(name: string): Loss {
  const loss = (losses as Readonly<Record<string, Loss>>)[name]!;
  return (prediction, target) => {
    const values = loss(prediction, target);
    if (values.rank === 1) return values;
    return name.startsWith("mean") ? values.mean(-1) : values.sum(-1);
  };
}
