/** The message for columns that are not there: which ones are, and the one that was probably meant. */
export function absent(who: string, names: readonly string[], columns: readonly string[]): string {
  return (
    `${who}: expected ${names.length > 1 ? "the columns" : "a column"} ${listed(names)}, received the columns ` +
    `${listed(columns)}. ${suggestion(names[0] ?? "", columns) ?? "Add what is missing, or name one of these."}`
  );
}

/** `"a", "b", "c"`, cut after twenty. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 20).map((name) => JSON.stringify(name));
  return shown.join(", ") + (names.length > 20 ? ` and ${names.length - 20} more` : "");
}

/** `Did you mean "species"?`, if a name differs by a few letters only. */
export function suggestion(name: string, names: readonly string[]): string | undefined {
  const distances = names.map((other) => distance(name.toLowerCase(), other.toLowerCase()));
  const least = Math.min(...distances);
  const nearest = names[distances.indexOf(least)];
  const isClose = least <= Math.max(1, name.length / 3) && least < name.length;
  return nearest !== undefined && isClose ? `Did you mean "${nearest}"?` : undefined;
}

/** Letters to insert, delete or change to get from a to b. */
function distance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(change, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    above = row;
  }
  return above[b.length] ?? 0;
}
