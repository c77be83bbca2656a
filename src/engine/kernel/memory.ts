/*
 * Where everything lies in the kernel's memory, in bytes from its start. Of lanes that are drawn side by side, what is said of
 * each stands in a column: a number of 8 bytes for each lane.
 */

/** So many lanes are drawn, or values counted, at a time. */
export const LANES: i32 = 1024;

const COLUMN: usize = 1024 * 8;

/** What a draw is made of, and what it comes to. */
export const UNIFORMS: usize = 0;
export const PEOPLE: usize = COLUMN;
export const NUMBERS: usize = 2 * COLUMN;
export const COUNTS: usize = 3 * COLUMN;

/** Kept within a draw: lanes by their number (4 bytes each), and what inversion needs of them. */
export const PLACES: usize = 4 * COLUMN;
export const NONE: usize = 5 * COLUMN;
export const RATIOS: usize = 6 * COLUMN;
export const SLOPES: usize = 7 * COLUMN;

/** Two generators of random numbers: carry, and the last three numbers, of each. */
export const GENERATORS: usize = 8 * COLUMN;

/** What is counted, in so many cells of 4 bytes, and what it comes to: least, largest, deviations, squares. */
export const VALUES: usize = 9 * COLUMN;
export const SUMMARY: usize = 10 * COLUMN;
export const CELLS: usize = 11 * COLUMN;
export const MOST_CELLS: i32 = 4096;

/** Tables, which are filled before the first draw. */
export const NORMAL: usize = 13 * COLUMN;
export const POWERS_OF_E: usize = 15 * COLUMN;
export const LOGARITHMS: usize = 17 * COLUMN;
export const RECIPROCALS: usize = 18 * COLUMN;
