import type { Matrix } from "../arrays.ts";
import type { Kind } from "./kinds.ts";

/** At one number, for one example or row, or all over the step. */
export type Scope = "cell" | "row" | "step";

/** What a step comes to by a mistake; at one place, the other numbers are right. */
export interface Wrong {
  readonly kind: Kind;
  readonly value: Matrix;
  readonly scopes: readonly Scope[];
}

export const everywhere = (kind: Kind, value: Matrix): Wrong => ({ kind, value, scopes: ["step"] });
export const anywhere = (kind: Kind, value: Matrix): Wrong => ({ kind, value, scopes: ["cell", "step"] });
export const byRow = (kind: Kind, value: Matrix): Wrong => ({ kind, value, scopes: ["row", "step"] });
export const atOne = (kind: Kind, value: Matrix): Wrong => ({ kind, value, scopes: ["cell"] });
/** Not made here, but what gives these digits may be called so. */
export const sameAs = (kind: Kind, value: Matrix): Wrong => ({ kind, value, scopes: [] });
