export { isOptimizerName, readSheet, readSheetText, SheetError } from "./sheet/index.ts";
export type { SheetJson } from "./sheet/json.ts";
export { sheetCsv, sheetMarkdown } from "./sheet/writeTable.ts";
export type { Matrix, Sheet, SheetNet, SheetStep } from "./sheet/index.ts";
export {
  crossCheck,
  layout,
  layoutNetwork,
  layoutSheet,
  neuronPath,
  problemOfNetwork,
  problemOfSheet,
  weightPath,
} from "./layout/index.ts";
export type {
  CrossCheck,
  Focus,
  Format,
  NetworkStep,
  Numbers,
  PaperLayer,
  Problem,
  Step,
  Worksheet,
} from "./layout/index.ts";
export { renderHtml, renderLatex, renderMarkdown, renderText, toJson } from "./render/index.ts";
export type { Digits, JsonNumbers, RenderOptions, StepJson, WorksheetJson } from "./render/index.ts";
export { answersOf } from "./answers/index.ts";
export type { Answer } from "./answers/index.ts";
export {
  endResult,
  isAllRight,
  mistakeAlone,
  mistakeById,
  mistakes,
  markSheet,
  reportMarking,
  summarize,
} from "./mark/index.ts";
export type {
  Contradiction,
  EndResult,
  Marked,
  MarkedStep,
  Marking,
  Mistake,
  NamedMistake,
  Summary,
  SummaryLine,
  Verdict,
} from "./mark/index.ts";
export { makeExercise, sheetHtml, sheetLatex } from "./exercise/index.ts";
export type { Exercise, ExerciseOptions, Plant } from "./exercise/index.ts";
