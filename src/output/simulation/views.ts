/** The tables that `simulate` can show. */
export const VIEWS = ['rotations', 'origins', 'money', 'journey', 'members'] as const;
export type View = (typeof VIEWS)[number];
