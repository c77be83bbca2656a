/** The most runs that may be asked for: they take days. */
export const MOST_RUNS = 1_000_000_000;

/** The most characters (UTF-16 units) of a seed. */
export const LONGEST_SEED = 1000;
