export { columnOf } from "./columnOf.ts";
export { decodePredictions, type Prediction } from "./decodePredictions.ts";
export { DataError } from "./error.ts";
export { fitPreparation, type FitOptions } from "./fitPreparation.ts";
export { folds, type FoldsOptions } from "./folds.ts";
export { formatCsv } from "./formatCsv.ts";
export { isMissing } from "./isMissing.ts";
export { parseCsv } from "./parseCsv.ts";
export { parseIdx, type IdxArray } from "./parseIdx.ts";
export { prepare, type Prepared, type PreparedWithTargets } from "./prepare.ts";
export type {
  BooleanTarget,
  CategoryColumn,
  ClassTarget,
  Feature,
  Missing,
  NumberColumn,
  Preparation,
  Target,
  TargetKind,
} from "./preparation.ts";
export { circles } from "./sets/circles.ts";
export { gauss } from "./sets/gauss.ts";
export type { PointOptions } from "./sets/options.ts";
export { spiral } from "./sets/spiral.ts";
export { xor } from "./sets/xor.ts";
export { selectRows } from "./selectRows.ts";
export { split, type ShuffleOptions, type Split, type SplitOptions } from "./split.ts";
export type { Table } from "./table.ts";
export { targetKind } from "./targetKind.ts";
export { validatePreparation } from "./validatePreparation.ts";
