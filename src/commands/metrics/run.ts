import { ranAs } from '../../analysis/simulate.ts';
import { outputTo } from '../../io/deliver.ts';
import type { Io } from '../../io/io.ts';
import { loadScenario } from '../../io/load.ts';
import type { Outcome, OutputFlags } from '../../io/publish.ts';
import { compile } from '../../model/plan/compile.ts';
import type { Given } from '../define.ts';
import { listedMetrics, metricNotes } from './list.ts';
import { metricsGrid, metricsSheet } from './table.ts';

/** Reads a scenario, changes it, and lists the metrics that can be asked of it. */
export async function runMetrics({ args: [name], changed, flags }: Given<OutputFlags>, io: Io): Promise<Outcome> {
  outputTo(flags.output, name, io);
  const { switches } = changed;
  const scenario = await loadScenario(name, io, changed.changes);
  // For its errors: a lever that is unknown, or moves a number out of its range.
  compile(scenario, switches);
  const metrics = listedMetrics(scenario);
  const notes = metricNotes(scenario);
  const publication = {
    command: 'metrics',
    result: { scenario: ranAs(scenario, switches), metrics, notes },
    csv: () => metricsSheet(metrics),
    grid: () => metricsGrid(scenario, metrics),
    notes,
  };
  return { result: publication };
}
