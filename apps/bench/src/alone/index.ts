import type { Line } from "../results.ts";
import { compile } from "./compile.ts";
import { page } from "./page.ts";
import { plugins } from "./plugins.ts";
import { products } from "./products.ts";
import { start } from "./start.ts";
import { threads } from "./threads.ts";
import { width } from "./width.ts";

interface Alone {
  readonly name: string;
  readonly title: string;
  readonly measure: (rounds: number) => Line[] | Promise<Line[]>;
}

/** What is measured without the other libraries at the same work. */
export const alone: readonly Alone[] = [
  { name: "products", title: "Matrix products in a plan, against multiply-adds alone", measure: products },
  { name: "width", title: "w-w-w-10 relu, softmax, batch 64, SGD: a step for its arithmetic", measure: width },
  { name: "threads", title: "A training step in two threads, against one", measure: threads },
  { name: "start", title: "A fresh process: import, 100 steps of exclusive or, predict, exit", measure: start },
  { name: "compile", title: "Compiling and the first step, cold", measure: compile },
  { name: "page", title: "A training in a fresh page of Chromium", measure: page },
  {
    name: "plugins",
    title: "64-128-128-10 silu, softmax, batch 64, momentum: a part by somebody else",
    measure: plugins,
  },
];
