export type { Answer } from "./answer.ts";
export { answersOf } from "./answersOf.ts";
