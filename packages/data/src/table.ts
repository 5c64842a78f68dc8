/** Named columns of text, as a file holds them; every row has one cell for each column. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Line of the file on which each row begins, from 1: messages name it, and it stays with the row. */
  readonly lines?: readonly number[];
}
