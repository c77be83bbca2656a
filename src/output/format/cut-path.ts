/** How many letters of the start and the end say anything. */
const FEWEST = 3;

/**
 * A path in so many letters: without what it starts with, "…trial.conversion", down to its last two parts, which are
 * then cut in the middle: "tri….conversion". A name without dots is cut in the middle, too.
 */
export function cutPath(path: string, most: number): string {
  if (path.length <= most) return path;
  const parts = path.split('.');
  for (let from = 1; from <= parts.length - 2; from++) {
    const rest = `…${parts.slice(from).join('.')}`;
    if (rest.length <= most) return rest;
  }
  const two = parts.slice(-2).join('.');
  const end = Math.min((parts.at(-1) ?? '').length + 1, most - 1 - FEWEST);
  return end < FEWEST ? `${path.slice(0, most - 1)}…` : `${two.slice(0, most - 1 - end)}…${two.slice(-end)}`;
}
