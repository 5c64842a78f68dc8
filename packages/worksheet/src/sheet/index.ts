export { SheetError } from "./error.ts";
export { isOptimizerName } from "./optimizerOf.ts";
export { readSheet } from "./readSheet.ts";
export { readSheetText } from "./readTable.ts";
export type { Matrix, Sheet, SheetNet, SheetStep } from "./types.ts";
