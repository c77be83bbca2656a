/** How far numbers move where nobody says: a tenth down and a tenth up. */
export const BY = 0.1;

/** The smallest step that does not drown in rounding. */
export const LEAST_BY = 0.0001;

/** In place of a step: every uncertain number from its 5 % to its 95 % quantile. */
export const UNCERTAINTY = 'uncertainty';
