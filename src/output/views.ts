/** The tables that `simulate` can show. */
export const VIEWS = ['rotations', 'origins'] as const;
export type View = (typeof VIEWS)[number];
