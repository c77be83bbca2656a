import { parse, type Spec, View } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { Chart, ChartPart } from '../output/charts/chart.ts';
import { configOf } from '../output/charts/theme.ts';

const [WIDE, THIN] = [false, true].map((narrow) => ({ ...configOf('page', narrow), padding: 4, aria: false }));

/** Where there is no room for long labels, nor for the entries of a legend side by side, in pixels. */
const NARROW = 480;

/** A chart without its numbers: as long as that stays the same, new numbers only move what is drawn already. */
interface Shape {
  readonly key: string;
  readonly spec: ChartPart;
  readonly rows: readonly (readonly ChartPart[])[];
}

/** Takes the numbers out of a chart. Its titles are the page's. */
function shapeOf({ title: _, description: _description, ...chart }: Chart, narrow: boolean): Shape {
  const rows: ChartPart[][] = [];
  const take = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(take);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => {
        if (key !== 'data' || !Array.isArray((part as ChartPart).values)) return [key, take(part)];
        rows.push((part as { values: ChartPart[] }).values);
        return [key, { name: `rows${rows.length - 1}` }];
      }),
    );
  };
  const autosize = { type: 'fit-x', contains: 'padding' };
  const spec = { ...(take(chart) as ChartPart), width: 'container', config: { ...(narrow ? THIN : WIDE), autosize } };
  return { key: JSON.stringify(spec), spec, rows };
}

/** How many rows of data a chart draws. */
export const numbersIn = ({ data, layer = [] }: Chart): number =>
  [data, ...(layer as ChartPart[]).map((part) => part.data)].reduce<number>(
    (all, part) => all + ((part as { values?: ChartPart[] } | undefined)?.values?.length ?? 0),
    0,
  );

/** A chart that is drawn once and then moved. */
export class Drawing {
  private readonly host: HTMLElement;
  private readonly tip: HTMLElement;
  private view: View | null = null;
  private key = '';

  constructor(host: HTMLElement, tip: HTMLElement) {
    this.host = host;
    this.tip = tip;
  }

  show(chart: Chart): void {
    const { key, spec, rows } = shapeOf(chart, this.host.clientWidth < NARROW);
    if (this.view === null || key !== this.key) this.drawAnew(spec);
    this.key = key;
    const view = this.view as unknown as View;
    for (const [i, values] of rows.entries()) view.data(`rows${i}`, values as ChartPart[]);
    view.run();
  }

  end(): void {
    this.view?.finalize();
    this.view = null;
  }

  private drawAnew(spec: ChartPart): void {
    this.end();
    const { spec: compiled } = compile(spec as unknown as TopLevelSpec);
    // Expressions are interpreted, never turned into code: the policy of the page would refuse that.
    const runtime = parse(compiled as Spec, undefined, { ast: true });
    this.view = new View(runtime, {
      expr: expressionInterpreter,
      renderer: 'svg',
      container: this.host,
      hover: false,
      tooltip: (_handler: unknown, event: MouseEvent, _item: unknown, value: unknown) => this.point(event, value),
    } as never);
  }

  /** Says what the pointer is on. */
  private point(event: MouseEvent, value: unknown): void {
    const shown = typeof value === 'object' && value !== null;
    this.tip.hidden = !shown;
    if (!shown) return;
    this.tip.textContent = Object.entries(value)
      .map(([key, text]) => `${key}: ${text}`)
      .join('\n');
    const box = this.host.getBoundingClientRect();
    this.tip.style.left = `${Math.min(event.clientX - box.left + 12, Math.max(0, box.width - this.tip.offsetWidth))}px`;
    this.tip.style.top = `${event.clientY - box.top + 12}px`;
  }
}
