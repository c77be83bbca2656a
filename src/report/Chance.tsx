import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { knownMetric } from '../model/metric/metric.ts';
import type { ChanceResult } from '../model/result.ts';
import { metricIds } from '../model/scenario/expect-faults.ts';
import { chanceGrid, howOf } from '../output/chance.ts';
import { plain } from '../output/format/escape.ts';
import { metricTitle } from '../output/format/metric-label.ts';
import { remarksWith } from '../output/grid.ts';
import { bandsBeside } from './as-given.ts';
import type { BandsThread } from './bands.ts';
import { type BandsFound, outcomeWithBands, type PageOutcome, SEED } from './outcome.ts';
import { Section, type SectionNumbers } from './Section.tsx';

interface Props {
  readonly given: PageOutcome;
  readonly outcome: PageOutcome;
  readonly thread: BandsThread;
  readonly on: boolean;
  readonly onSwitch: (on: boolean) => void;
}

interface Found {
  readonly outcome: PageOutcome;
  readonly bands: BandsFound;
}

/**
 * What chance may make of the wheel. It is worked out beside the page; until it is there, the last answer is greyed.
 * Where the wheel as given was never asked about, it is when the page has nothing else to ask.
 */
export function Chance({ given, outcome, thread, on, onSwitch }: Props) {
  const [found, setFound] = useState<Found | null>(null);
  const [faults, setFaults] = useState<readonly string[]>([]);
  const [done, setDone] = useState(0);
  const [metric, setMetric] = useState(outcome.scenario.stages[0].id);
  const [before, setBefore] = useState<BandsFound | null>(null);
  const took = useRef(0);
  useEffect(() => {
    if (!on) return;
    const ask = (): void => {
      const began = performance.now();
      setDone(0);
      setFaults([]);
      thread.ask(outcome.scenario, outcome.switches, {
        progress: setDone,
        failed: setFaults,
        found: (bands, time) => {
          took.current = time;
          setFound({ outcome, bands });
          if (outcome === given) setBefore(bands);
          else if (before === null) askAboutGiven(thread, given, setBefore);
          requestAnimationFrame(() => performance.measure('flywheel-bands', { start: began }));
        },
      });
    };
    // What takes long waits until the slider rests.
    if (took.current < QUICK) {
      ask();
      return;
    }
    const timer = setTimeout(ask, REST);
    return () => clearTimeout(timer);
  }, [outcome, on]);

  return (
    <div class="chance">
      <label class="lever chance-switch">
        <input type="checkbox" checked={on} onChange={(event) => onSwitch(event.currentTarget.checked)} />
        <span>Show what chance may do</span>
      </label>
      {on && (
        <div class={found?.outcome === outcome ? '' : 'stale'} aria-busy={found?.outcome !== outcome}>
          {faults.map((fault) => (
            <p key={fault} class="faults">
              {plain(fault)}.
            </p>
          ))}
          {found?.outcome !== outcome && faults.length === 0 && (
            <p class="progress" role="status">
              Working out what chance may do{done > 0 ? `: ${Math.round(done * 100)}%` : ' …'}
            </p>
          )}
          {found && <Fan given={given} before={before} found={found} metric={metric} onMetric={setMetric} />}
        </div>
      )}
    </div>
  );
}

/** In milliseconds: answers that follow every move, and how long to wait with others. */
const QUICK = 250;
const REST = 300;

/** Nobody waits for this answer: without it there is only nothing to compare with. */
function askAboutGiven(thread: BandsThread, given: PageOutcome, then: (found: BandsFound) => void): void {
  thread.ask(given.scenario, given.switches, { progress: () => {}, failed: () => {}, found: then });
}

interface FanProps {
  readonly given: PageOutcome;
  /** What chance may make of the wheel as given, once that is known. */
  readonly before: BandsFound | null;
  readonly found: Found;
  readonly metric: string;
  readonly onMetric: (metric: string) => void;
}

function Fan({ given, before, found, metric, onMetric }: FanProps) {
  const { scenario, simulation } = found.outcome;
  const names = Object.keys(found.bands.bands[0] ?? {});
  const chosen = names.includes(metric) ? metric : names[0];
  const isChanged = found.outcome !== given;
  const chart = useMemo(() => {
    const then = before === null ? given.simulation : outcomeWithBands(given.simulation, before);
    const sides = [
      { scenario, simulation: outcomeWithBands(simulation, found.bands) },
      { scenario: given.scenario, simulation: then },
    ] as const;
    return bandsBeside(...sides, isChanged, chosen);
  }, [found, before, chosen, given]);
  const result: ChanceResult = useMemo(() => resultOf(found), [found]);
  const numbers = useMemo((): SectionNumbers => {
    const known = isChanged ? before : null;
    return {
      grid: () => chanceGrid(scenario, result),
      given: () => known && chanceGrid(given.scenario, resultOf({ outcome: given, bands: known })),
      notes: (grid) =>
        remarksWith(
          grid,
          grid.columns.map(({ header }) => header),
        ),
    };
  }, [result, before, given, isChanged]);
  return (
    <Section
      title={`What chance may do: ${howOf(result)}`}
      chart={chart}
      legend={isChanged ? legendOf(before !== null) : null}
      numbers={numbers}
      remarks={[]}
    >
      <label class="metric">
        Show{' '}
        <select value={chosen} onChange={(event) => onMetric(event.currentTarget.value)}>
          {names.map((name) => (
            <option key={name} value={name}>
              {labelled(found.outcome, name)}
            </option>
          ))}
        </select>
      </label>
    </Section>
  );
}

const legendOf = (hasBands: boolean): string =>
  hasBands ? 'In grey, as given: expected dotted, 5% and 95% as thin lines.' : 'Dotted, in grey: expected, as given.';

const labelled = ({ scenario }: PageOutcome, name: string): string =>
  plain(metricTitle(scenario, knownMetric(name, metricIds(scenario))));

const resultOf = ({ outcome, bands: { method, runs, bands } }: Found): ChanceResult => ({
  scenario: outcome.simulation.scenario,
  method,
  ...(runs === null ? {} : { runs, seed: SEED }),
  goals: [],
  rotations: bands.map((band, t) => ({ rotation: t + 1, bands: band })),
  notes: [],
});
