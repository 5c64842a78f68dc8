import type { Props } from "@theme/CodeBlock";
import { sourceOf } from "./quiet.tsx";

/** Code in colours, and its buttons. */
export const codeBlock = sourceOf<Props>(() => import("./highlighted.ts"));
