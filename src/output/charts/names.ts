/** The charts of a simulation. */
export const CHARTS = ['arrivals', 'bands', 'money', 'journey'] as const;
export type ChartName = (typeof CHARTS)[number];
