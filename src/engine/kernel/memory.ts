/*
 * Where everything lies in the kernel's memory, in bytes from its start. What is said of one draw stands in a column of its own,
 * a number of 8 bytes for each lane. All columns that a draw reads fit into the first cache of a processor.
 */

/** So many lanes are drawn at a time. */
export const LANES: i32 = 512;

const COLUMN: usize = 512 * 8;

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

/** Tables, which are filled before the first draw. */
export const NORMAL: usize = 9 * COLUMN;
export const POWERS_OF_E: usize = 13 * COLUMN;
export const LOGARITHMS: usize = 16 * COLUMN;
export const RECIPROCALS: usize = 17 * COLUMN;

