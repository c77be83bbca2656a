import { useEffect, useRef } from 'preact/hooks';
import type { Chart } from '../output/charts/chart.ts';
import { plain } from '../output/format/escape.ts';
import { Drawing, numbersIn } from './draw.ts';

/** How long a chart that nobody sees may lag behind, in milliseconds. */
const LAG = 150;

/** A chart with more numbers than this takes longer than a frame: it waits until the slider rests. */
const HEAVY = 1500;

/** A chart, with what it says for those who cannot see it. In sight it is drawn with the next frame, after the numbers. */
export function ChartView({ chart }: { chart: Chart }) {
  const host = useRef<HTMLDivElement>(null);
  const tip = useRef<HTMLDivElement>(null);
  const drawing = useRef<Drawing | null>(null);
  const inSight = useRef(true);
  useEffect(() => {
    const plot = host.current as HTMLElement;
    drawing.current = new Drawing(plot, tip.current as HTMLElement);
    const observer = new IntersectionObserver(([{ isIntersecting }]) => {
      inSight.current = isIntersecting;
    });
    observer.observe(plot);
    return () => {
      observer.disconnect();
      drawing.current?.end();
    };
  }, []);
  useEffect(() => {
    const draw = (): void => {
      const began = performance.now();
      drawing.current?.show(chart);
      performance.measure('flywheel-chart', { start: began });
    };
    const atOnce = inSight.current && numbersIn(chart) <= HEAVY;
    const frame = atOnce ? requestAnimationFrame(draw) : 0;
    const timer = atOnce ? 0 : setTimeout(draw, LAG);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [chart]);
  return (
    <div class="chart">
      <div role="img" aria-label={plain(chart.description)}>
        <div ref={host} class="plot" aria-hidden="true" />
      </div>
      <div ref={tip} class="tip" aria-hidden="true" hidden />
    </div>
  );
}
