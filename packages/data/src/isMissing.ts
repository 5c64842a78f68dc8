const marks = ["", "NA", "N/A", "NaN", "nan", "null", "NULL", "?"];

/**
 * Whether a cell holds what spreadsheets, R and pandas write where there is no value: nothing, `NA`, `N/A`, `NaN`,
 * `nan`, `null`, `NULL` or `?`.
 */
export const isMissing = (cell: string): boolean => marks.includes(cell);
