/** The comparisons that an assertion may make; each has exactly one. */
export const COMPARISONS = ['is', 'above', 'below', 'atLeast', 'atMost'] as const;
export type Comparator = (typeof COMPARISONS)[number];
