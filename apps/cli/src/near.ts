/** Of these names the three at most that are most alike to a word: by the pairs of letters that they share. */
export function near(word: string, names: readonly string[]): string[] {
  const wanted = pairs(word);
  const likeness = (name: string): number => {
    const own = pairs(name);
    return (2 * [...own].filter((pair) => wanted.has(pair)).length) / (own.size + wanted.size);
  };
  return names
    .map((name) => ({ name, share: likeness(name) }))
    .filter(({ share }) => share > 0.25)
    .toSorted((a, b) => b.share - a.share)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** Each letter with the one after it; the ends count too, so that a word of one letter has some. */
function pairs(word: string): Set<string> {
  const framed = ` ${word.toLowerCase()} `;
  return new Set(Array.from({ length: framed.length - 1 }, (_, i) => framed.slice(i, i + 2)));
}
