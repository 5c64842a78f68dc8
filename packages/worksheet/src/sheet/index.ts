export { SheetError } from "./error.ts";
export { type Decimal, readDecimal } from "./decimal.ts";
export { activationOf, lossOf, type NamedLoss } from "./functions.ts";
export { type Family, quantity, type Quantity, readQuantity } from "./quantity.ts";
export { readSheet } from "./readSheet.ts";
export { readSheetText } from "./readTable.ts";
export type { Matrix, NamedActivation, Operand, Sheet, SheetNet, SheetStep, StepKind, Written } from "./types.ts";
