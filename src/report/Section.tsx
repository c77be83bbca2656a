import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { type Chart, saysOf } from '../output/charts/chart.ts';
import type { Grid } from '../output/grid.ts';
import { plain } from '../output/plain.ts';
import { ChartView } from './ChartView.tsx';
import { Table } from './Table.tsx';

interface Props {
  readonly title: string;
  readonly chart: Chart | null;
  readonly legend?: string | null;
  readonly grid: Grid;
  readonly given: Grid | null;
  readonly remarks: readonly string[];
  /** Sentences about the table alone. */
  readonly notes?: readonly string[];
  /** True where the table is what people come for. */
  readonly open?: boolean;
  readonly children?: ComponentChildren;
}

/** A chart with the same numbers as a table, and the sentences that belong to them. */
export function Section({ title, chart, legend, grid, given, remarks, notes = [], open = false, children }: Props) {
  const [isOpen, setOpen] = useState(open);
  const id = useId();
  return (
    <section class="section" aria-label={plain(title)}>
      <div class="section-head">
        <h2>{plain(title)}</h2>
        <button type="button" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Hide table' : 'Show table'}
        </button>
      </div>
      {children}
      {chart && <p class="shows">{plain(saysOf(chart))}</p>}
      {chart && <ChartView chart={chart} />}
      {legend && <p class="legend">{legend}</p>}
      <div id={id} class={isOpen ? 'numbers' : 'numbers on-paper'}>
        <Table caption={plain(`${title}, as a table`)} grid={grid} given={given} />
        {notes.map((note) => (
          <p key={note} class="remark">
            {plain(note)}
          </p>
        ))}
      </div>
      {remarks.map((remark) => (
        <p key={remark} class="remark">
          {plain(remark)}
        </p>
      ))}
    </section>
  );
}
