/** How far numbers move where nobody says: a tenth down and a tenth up. */
export const BY = 0.1;

/** The smallest step that does not drown in rounding. */
export const LEAST_BY = 0.0001;
