/** Things in a sentence: "a", "a and b", "a, b or c". */
export function listed(things: readonly string[], word: 'and' | 'or'): string {
  if (things.length < 2) return things.join('');
  return `${things.slice(0, -1).join(', ')} ${word} ${things.at(-1)}`;
}
