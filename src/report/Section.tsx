import type { ComponentChildren } from 'preact';

import { useEffect, useId, useMemo, useState } from 'preact/hooks';
import { type Chart, saysOf } from '../output/charts/chart.ts';
import { plain } from '../output/format/escape.ts';
import type { Grid } from '../output/grid.ts';
import { ChartView } from './ChartView.tsx';
import { Table } from './Table.tsx';

/** The numbers of a chart, to be made into a table when it is shown; the same object as long as they are the same. */
export interface Numbers {
  readonly grid: () => Grid;
  /** The table of the scenario as given, where that was something else. */
  readonly given: () => Grid | null;
  /** Sentences about the table alone. */
  readonly notes?: (grid: Grid) => readonly string[];
}

interface Props {
  readonly title: string;
  readonly chart: Chart | null;
  readonly legend?: string | null;
  readonly numbers: Numbers;
  readonly remarks: readonly string[];
  /** True where the table is what people come for. */
  readonly open?: boolean;
  readonly children?: ComponentChildren;
}

/** A chart with the same numbers as a table, and the sentences that belong to them. */
export function Section({ title, chart, legend, numbers, remarks, open = false, children }: Props) {
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
        <Told caption={plain(`${title}, as a table`)} numbers={numbers} isOpen={isOpen} />
      </div>
      {remarks.map((remark) => (
        <p key={remark} class="remark">
          {plain(remark)}
        </p>
      ))}
    </section>
  );
}

/** How long the controls have to rest before closed tables are made: nobody sees them but on paper. In milliseconds. */
const REST = 200;

/** The table: an open one follows every move, a closed one waits. */
function Told({ caption, numbers, isOpen }: { caption: string; numbers: Numbers; isOpen: boolean }) {
  const [rested, setRested] = useState(numbers);
  useEffect(() => {
    const timer = setTimeout(() => setRested(numbers), REST);
    return () => clearTimeout(timer);
  }, [numbers]);
  const shown = isOpen ? numbers : rested;
  return useMemo(() => {
    const grid = shown.grid();
    return (
      <>
        <Table caption={caption} grid={grid} given={shown.given()} />
        {shown.notes?.(grid).map((note) => (
          <p key={note} class="remark">
            {plain(note)}
          </p>
        ))}
      </>
    );
  }, [shown, caption]);
}
