import type { Scenario } from '../../model/scenario/types.ts';
import { inTitle, plain, shortened } from '../format/escape.ts';
import { capitalised } from '../format/label.ts';
import { textWidth } from './text-width.ts';

/**
 * A chart as a Vega-Lite specification: plain JSON with its numbers inside. How it looks (font, background) comes from
 * a theme, which whoever draws it adds as `config`.
 *
 * Texts of a scenario are only ever values of data, entries of a domain and titles, which Vega takes literally. Fields
 * have names of our own: an id in a field name or in an expression would be read as code.
 */
export interface Chart {
  readonly $schema: string;
  /** What a screen reader says. */
  readonly description: string;
  readonly title: { readonly text: string; readonly subtitle: string | readonly string[] };
  readonly width: number | 'container';
  readonly height: number | { readonly step: number };
  readonly [part: string]: unknown;
}

/** A part of a specification. */
export type ChartPart = Readonly<Record<string, unknown>>;

const SCHEMA = 'https://vega.github.io/schema/vega-lite/v6.json';

/** How Vega writes numbers on an axis: commas for thousands, no more decimals than needed, never an exponent. */
export const NUMBERS = ',~f';

/** Pixels of the plot itself, without axes and legends. */
export const WIDTH = 640;
export const HEIGHT = 320;

const LONGEST_TITLE = 80;
const LONGEST_SUBTITLE = 110;

/** What every chart says of itself: what it shows, and the same for those who cannot see it. */
export interface Caption {
  /** "Arrivals at Engage by origin". */
  readonly shows: string;
  /** How the numbers came about: "expected values" where nothing is said. */
  readonly method?: string;
  /** The levers that were on. */
  readonly levers: readonly string[];
  readonly description: string;
}

/** How most numbers came about. */
export const EXPECTED = 'expected values';

/** A chart of one plot. */
export function chartOf({ name }: Scenario, caption: Caption, height: Chart['height'], body: ChartPart): Chart {
  return {
    $schema: SCHEMA,
    description: shortened(caption.description, 1000),
    title: {
      text: shortened(name || 'Scenario', LONGEST_TITLE),
      subtitle: subtitleOf(caption),
    },
    width: WIDTH,
    height,
    ...body,
  };
}

/**
 * What a chart shows, how the numbers came about, and with which levers: "Arrivals at Engage, expected values · with
 * live-support". In two lines where one is too short, so that however much there is to show the method is never cut.
 */
function subtitleOf({ shows, method = EXPECTED, levers }: Caption): string | string[] {
  const levered = levers.length > 0 ? ` · with ${levers.join(', ')}` : '';
  const whole = plain(`${shows}, ${method}${levered}`);
  if ([...whole].length <= LONGEST_SUBTITLE) return whole;
  return [shows, `${capitalised(method)}${levered}`].map((line) => shortened(line, LONGEST_SUBTITLE));
}

/** The subtitle of a chart as a text of one line. */
export const saysOf = ({ title }: Chart): string => [title.subtitle].flat().join(' · ');

/** The title of an axis with amounts: they have no unit where the scenario names no currency. */
export const moneyTitle = ({ currency }: Pick<Scenario, 'currency'>, what = 'Amount'): string =>
  currency === undefined ? what : `${what} (${currency})`;

/** Labels as data that tells its members apart: two that are called the same get their ids. */
export function distinct(members: readonly { readonly id: string; readonly label: string }[]): Map<string, string> {
  const short = members.map(({ id, label }) => ({ id, label: inTitle(label) }));
  return new Map(
    short.map(({ id, label }) => {
      const again = short.some((other) => other.id !== id && other.label === label);
      return [id, again ? `${label} (${inTitle(id)})` : label];
    }),
  );
}

/** Pixels of a letter's size in a legend, and of what stands before and behind a label there. */
const LEGEND_FONT = 12;
const LEGEND_GAP = 40;

/** How many labels go into a row of a legend as wide as the plot. */
export function columnsFor(labels: readonly string[]): number {
  const widest = labels.reduce((most, label) => Math.max(most, textWidth(label) * LEGEND_FONT), 0);
  return Math.max(1, Math.floor(WIDTH / (widest + LEGEND_GAP)));
}
