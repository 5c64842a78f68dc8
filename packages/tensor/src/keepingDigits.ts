/**
 * The name of the condition of a `where` whose two choices are equal as formulas, and the first keeps more digits where
 * it holds: a formula shows the second alone.
 */
export const keepingDigits = "keepingDigits";
