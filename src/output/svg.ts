import { loader, logger, None, parse, textMetrics, View } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { Chart } from './charts/chart.ts';
import { textWidth } from './charts/text-width.ts';
import { xmlText } from './format/escape.ts';

// Vega guesses widths where it has no browser, and reserves half as much room again as text needs.
textMetrics.width = (item: { fontSize?: number }, text: string) => textWidth(text) * (item.fontSize ?? 11);

/**
 * Draws a chart as SVG, the same bytes on every machine. Expressions are interpreted, never turned into code, and
 * nothing is fetched.
 * @param chart in a theme
 */
export async function renderSvg(chart: Chart): Promise<string> {
  const { spec } = compile(chart as unknown as TopLevelSpec, { logger: SILENT });
  const runtime = parse(spec, undefined, { ast: true });
  const view = new View(runtime, { renderer: 'none', loader: offline(), expr: expressionInterpreter, logger: SILENT });
  try {
    return `${described(rounded(await view.toSVG()), chart.description)}\n`;
  } finally {
    view.finalize();
  }
}

/** Remarks of the libraries are for those who write charts: a test sees to it that there are none. */
const SILENT = logger(None);

/** A chart holds all that it needs: whatever asks for more is refused. */
function offline(): ReturnType<typeof loader> {
  const refuse = () => Promise.reject(new Error('a chart loads nothing'));
  return Object.assign(loader(), { load: refuse, sanitize: refuse, http: refuse, file: refuse });
}

/** Decimals of a pixel: what lies beyond nobody sees, and it may differ between engines, whose `Math.pow` does. */
const DECIMALS = 3;

/** Rounds the numbers of all tags. Texts are left alone: within them every < is escaped. */
function rounded(svg: string): string {
  return svg.replace(/<[^>]*>/g, (tag) =>
    tag.replace(
      /(\s(?:d|transform|x[12]?|y[12]?|width|height|viewBox)=")([^"]*)/g,
      (_, name: string, value: string) => {
        return name + value.replace(/-?\d+\.\d{4,}(?:e-?\d+)?|-?\d+e-\d+/g, (number) => `${round(Number(number))}`);
      },
    ),
  );
}

const round = (value: number): number => Number(value.toFixed(DECIMALS)) + 0;

/** A picture is one thing for a screen reader, which says what it shows. */
function described(svg: string, description: string): string {
  return svg.replace('<svg ', () => `<svg role="img" aria-label="${xmlText(description)}" `);
}
