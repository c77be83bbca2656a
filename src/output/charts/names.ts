/** The charts of a simulation. */
const OF_A_RUN = ['arrivals', 'bands', 'money', 'journey'] as const;
export type RunChart = (typeof OF_A_RUN)[number];

/** These, and those of many runs beside one another. */
export const CHARTS = [...OF_A_RUN, 'sweep', 'tornado'] as const;
export type ChartName = (typeof CHARTS)[number];
