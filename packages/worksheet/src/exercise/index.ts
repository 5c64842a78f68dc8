export { makeExercise, type Exercise, type ExerciseOptions } from "./makeExercise.ts";
export type { Plant } from "./plant.ts";
export { sheetHtml } from "./sheetHtml.ts";
export { sheetLatex } from "./sheetLatex.ts";
