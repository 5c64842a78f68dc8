import { apply } from "../curves.ts";
import type { Matrix } from "../arrays.ts";
import type { Page } from "../page.ts";
import { ofDelta, ofSlope } from "./delta.ts";
import { negated, ofActivation, ofPreActivation, ofWayBack } from "./forward.ts";
import { ofBiasGradient, ofWeightGradient } from "./gradient.ts";
import { ofLoss, ofLossSlope, ofLossTerms } from "./loss.ts";
import { ofLossAfter, ofMoment, ofUpdate } from "./update.ts";
import { anywhere, everywhere, sameAs, type Wrong } from "./wrong.ts";

export { type Kind, kinds } from "./kinds.ts";
export { slips } from "./slips.ts";
export type { Scope, Wrong } from "./wrong.ts";

/** Every way in which the catalogue has this step go wrong, from the numbers on the page. */
export function* wrongs(p: Page, name: string): Generator<Wrong> {
  const [, family, layer] = /^(loss_terms|loss_after|loss|dx|[mv]_[Wb]|\D+?)(\d*)(?:_new)?$/.exec(name)!;
  const l = Number(layer);
  yield* ofFamily(p, name, family!, l);
  if (/^(z|dL_da|delta|dW|db|dx|loss|loss_terms|loss_after|m_[Wb])$/.test(family!)) {
    yield anywhere("sign", negated(p.right(name)));
  }
  yield* roundedTooEarly(p, name);
}

function* ofFamily(p: Page, name: string, family: string, l: number): Generator<Wrong> {
  const last = l === p.layers;
  if (name.endsWith("_new")) yield* ofUpdate(p, name.slice(0, -4));
  else if (family === "z") yield* ofPreActivation(p, l);
  else if (family === "a") yield* ofActivation(p, l);
  else if (family === "loss_terms") yield* ofLossTerms(p);
  else if (family === "loss") yield* ofLoss(p);
  else if (family === "dL_da") yield* last ? ofLossSlope(p) : ofWayBack(p, l + 1);
  else if (family === "da_dz") yield* ofSlope(p, l);
  else if (family === "delta") yield* ofDelta(p, l);
  else if (family === "dW") yield* ofWeightGradient(p, l);
  else if (family === "db") yield* ofBiasGradient(p, l);
  else if (family === "dx") yield* ofWayBack(p, 1);
  else if (family === "loss_after") yield* ofLossAfter(p);
  else yield* ofMoment(p, family[0] as "m" | "v", name.slice(2));
}

/** What the step comes to if what it uses is first rounded to one, two or three decimals. */
function* roundedTooEarly(p: Page, name: string): Generator<Wrong> {
  p.read.clear();
  p.right(name);
  const used = [...p.read];
  for (const decimals of [1, 2, 3].filter((d) => d < p.hand.digits - 1)) {
    const rounded = (m: Matrix): Matrix => apply((x) => Number(x.toFixed(decimals)), m);
    const poorer = used.map((input) => [input, rounded(p.values.get(input)!)] as const);
    yield everywhere("rounded-too-early", p.but(Object.fromEntries(poorer)).right(name));
    for (const one of poorer) yield sameAs("rounded-too-early", p.but(Object.fromEntries([one])).right(name));
  }
}
