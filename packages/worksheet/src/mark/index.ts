export { endResult, type EndResult, mistakeAlone } from "./endResult.ts";
export type { Contradiction, MarkedStep, Marking, NamedMistake, Verdict } from "./marking.ts";
export { markSheet } from "./markSheet.ts";
export { mistakeById, mistakes } from "./mistakes/index.ts";
export type { Mistake } from "./mistakes/mistake.ts";
export { reportMarking } from "./report.ts";
export { isAllRight, summarize, type Marked, type Summary, type SummaryLine } from "./summary.ts";
