import type { Answer } from "../answers/answer.ts";
import type { Focus } from "../layout/focus.ts";
import type { Digits } from "./digits.ts";

/** How a worksheet is printed. */
export interface RenderOptions {
  /** Default six significant digits. */
  readonly digits?: Digits;
  /** Rows and columns of a table that are shown; what is left out is named. Default 8. */
  readonly most?: number;
  /** Elements of a step that are written out with numbers. Default 6. */
  readonly lines?: number;
  /** Only the way to one weight or through one neuron. */
  readonly focus?: Focus | undefined;
  /** Questions and answers that follow the steps; none by default. */
  readonly answers?: readonly Answer[];
}
