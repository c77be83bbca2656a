import { useEffect, useRef } from 'preact/hooks';
import type { Chart } from '../output/charts/chart.ts';
import { plain } from '../output/plain.ts';
import { Drawing } from './draw.ts';

/** A chart, with what it says for those who cannot see it. It is drawn with the next frame, after the numbers. */
export function ChartView({ chart }: { chart: Chart }) {
  const host = useRef<HTMLDivElement>(null);
  const tip = useRef<HTMLDivElement>(null);
  const drawing = useRef<Drawing | null>(null);
  useEffect(() => {
    drawing.current = new Drawing(host.current as HTMLElement, tip.current as HTMLElement);
    return () => drawing.current?.end();
  }, []);
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      const began = performance.now();
      drawing.current?.show(chart);
      performance.measure('flywheel-chart', { start: began });
    });
    return () => cancelAnimationFrame(frame);
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
