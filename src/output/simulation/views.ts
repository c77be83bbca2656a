/** The tables that `simulate` can show. */
export const VIEWS = ['rotations', 'origins', 'money', 'journey', 'members'] as const;
export type View = (typeof VIEWS)[number];

/** True for a table whose cells can show what chance makes of them. */
export const hasBands = (view: View): boolean => view !== 'journey' && view !== 'members';
