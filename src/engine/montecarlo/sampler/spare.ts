/** 2^-53, the step between neighbouring uniforms, and 2^-32. */
const STEP = 1 / 9007199254740992;
const WORD = 1 / 4294967296;

const { imul } = Math;

/**
 * The uniforms that a draw needs beyond its first one: they follow from the first one alone, so that every draw is a
 * function of one number, draws that start from the same number take the same spares, and nothing is kept in between.
 *
 * A counter-based generator as those of Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as 1, 2, 3" (2011): the
 * counter is added to the 53 bits of the first uniform, in two words, which three Feistel rounds mix. The rounds'
 * function is the finalizer of MurmurHash3 (A. Appleby, public domain).
 * @param first the uniform that is helped out, a whole number of 2^-53
 * @param nth which of its spares: any whole number of 32 bits
 */
export function spare(first: number, nth: number): number {
  const above = (first / WORD) | 0;
  // The last 32 bits; the step is the golden ratio's, as far from any simple fraction as can be (Weyl's sequence).
  const below = ((first / STEP) | 0) + imul(nth, 0x9e3779b9);
  const a = above ^ mixed(below);
  const b = below ^ mixed(a);
  const c = a ^ mixed(b);
  return (c >>> 0) * WORD + (b >>> 11) * STEP;
}

/** fmix32: every bit of the word sways every bit of what it becomes. */
function mixed(word: number): number {
  let h = word ^ (word >>> 16);
  h = imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}
