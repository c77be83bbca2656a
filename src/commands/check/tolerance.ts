/** How far numbers may be from a snapshot where nobody says, relative. */
export const TOLERANCE = 1e-9;
