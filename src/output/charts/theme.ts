import type { Chart, ChartPart } from './chart.ts';

export const THEMES = ['light', 'dark', 'print'] as const;
export type Theme = (typeof THEMES)[number];

/** The font whose widths charts are laid out with, and those that are as wide, for readers who do not have it. */
export const FONT = "Arimo, Arial, 'Liberation Sans', Helvetica, sans-serif";

interface Ink {
  readonly ground: string;
  readonly text: string;
  readonly soft: string;
  readonly grid: string;
}

const INKS: Readonly<Record<Theme | 'page', Ink>> = {
  light: { ground: '#FFFFFF', text: '#1F2328', soft: '#57606A', grid: '#E3E6EA' },
  dark: { ground: '#16191D', text: '#E8EAED', soft: '#A9B1BA', grid: '#343A41' },
  print: { ground: '#FFFFFF', text: '#000000', soft: '#333333', grid: '#D9D9D9' },
  // The colours of a page, so that a chart turns dark with it and needs no drawing again.
  page: { ground: 'transparent', text: 'var(--ink)', soft: 'var(--soft)', grid: 'var(--line)' },
};

/** Pixels of the labels beside an axis: on a telephone no more than a third of the picture. */
const LABELS = { wide: 260, narrow: 110 };

/**
 * How charts look, as the `config` of Vega-Lite: font, ground, axes and legends. Colours of data are the charts' own.
 * @param narrow where there is no room for long labels, nor for the entries of a legend side by side
 */
export function configOf(theme: Theme | 'page', narrow = false): ChartPart {
  const { ground, text, soft, grid } = INKS[theme];
  const label = { labelColor: soft, labelFontSize: 12, titleColor: text, titleFontSize: 12, titleFontWeight: 'normal' };
  return {
    font: FONT,
    background: ground,
    padding: 16,
    view: { stroke: null },
    title: {
      anchor: 'start',
      frame: 'group',
      offset: 14,
      color: text,
      fontSize: 17,
      fontWeight: 'normal',
      subtitleColor: soft,
      subtitleFontSize: 13,
      subtitlePadding: 6,
      limit: 760,
    },
    axis: {
      ...label,
      domainColor: soft,
      gridColor: grid,
      tickColor: soft,
      labelLimit: narrow ? LABELS.narrow : LABELS.wide,
      labelPadding: 5,
      titleLimit: 420,
      titlePadding: 10,
    },
    legend: {
      ...label,
      orient: 'bottom',
      direction: narrow ? 'vertical' : 'horizontal',
      title: null,
      labelLimit: narrow ? 240 : 320,
      columnPadding: 18,
    },
    text: { color: text, fontSize: 12 },
    rule: { color: soft },
  };
}

/** A chart in a theme, ready to be drawn by any Vega-Lite. */
export const themed = (chart: Chart, theme: Theme): Chart => ({ ...chart, config: configOf(theme) });
