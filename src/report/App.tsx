import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Switch } from '../model/plan/active-levers.ts';
import { plain } from '../output/format/escape.ts';
import { horizonOf } from '../output/format/period-words.ts';
import type { BandsThread } from './bands.ts';
import { Chance } from './Chance.tsx';
import { Controls } from './Controls.tsx';
import type { Report } from './embedded.ts';
import { Figures, Glance } from './Figures.tsx';
import { Headline, Rules } from './Headline.tsx';
import { changesOf, knobFlags, knobsOf } from './knobs.ts';
import { attempt, changedScenario, outcomeOf, type PageOutcome } from './outcome.ts';
import { Sections } from './Sections.tsx';
import { Share } from './Share.tsx';
import type { Settings } from './settings.ts';
import { ThemeSwitch } from './ThemeSwitch.tsx';
import { WheelView } from './WheelView.tsx';

/** The page: what was given, what is changed, and everything that follows from both. */
export function App({ report, thread }: { report: Report; thread: BandsThread }) {
  const { scenario } = report;
  const given = useMemo(() => outcomeOf(changedScenario(scenario, []), report.switches), [report]);
  const knobs = useMemo(() => knobsOf(scenario), [report]);
  const asGiven: Settings = { turned: new Map(), switches: report.switches };
  const [settings, setSettings] = useState<Settings>(asGiven);
  const [chance, setChance] = useState(true);
  const began = useRef(0);
  const change = (next: Settings): void => {
    began.current = performance.now();
    setSettings(next);
  };

  const differs = ({ turned, switches }: Settings): boolean =>
    knobFlags(knobs, turned).length > 0 || !sameSwitches(switches, report.switches);
  const tried = useMemo(
    () =>
      attempt(() =>
        differs(settings)
          ? outcomeOf(changedScenario(scenario, changesOf(knobs, settings.turned)), settings.switches)
          : given,
      ),
    [settings],
  );
  // While the controls stand at something that cannot be computed, everything that answers them stays as it was.
  const good = useRef<{ readonly outcome: PageOutcome; readonly settings: Settings }>({ outcome: given, settings });
  const faults = 'faults' in tried ? tried.faults : [];
  if (!('faults' in tried)) good.current = { outcome: tried, settings };
  const { outcome, settings: answered } = good.current;
  const isChanged = differs(answered);

  useLayoutEffect(() => {
    if (began.current > 0) performance.measure('flywheel-answer', { start: began.current });
  }, [settings]);

  const stale = faults.length > 0;
  return (
    <>
      <header class="top">
        <p class="kind">
          Flywheel report · {horizonOf(scenario)} · expected values
          {outcome.simulation.scenario.with.length > 0 && ` · with ${outcome.simulation.scenario.with.join(', ')}`}
        </p>
        <ThemeSwitch />
        <h1>{plain(scenario.name || 'Scenario')}</h1>
        {scenario.description && <p class="description">{plain(scenario.description)}</p>}
      </header>
      <main class="layout">
        <div class={stale ? 'answers stale' : 'answers'} aria-busy={stale}>
          <Headline given={given} outcome={outcome} isChanged={isChanged} />
          <Figures given={given} outcome={outcome} isChanged={isChanged} />
          <WheelView given={given} outcome={outcome} isChanged={isChanged} />
          <Rules outcome={outcome} />
        </div>
        <Controls
          report={report}
          glance={<Glance given={given} outcome={outcome} />}
          knobs={knobs}
          settings={settings}
          faults={faults}
          isChanged={differs(settings)}
          onChange={change}
          onReset={() => change(asGiven)}
        />
        <div class={stale ? 'answers stale' : 'answers'} aria-busy={stale}>
          <Sections given={given} outcome={outcome} isChanged={isChanged} />
          <Chance given={given} outcome={outcome} thread={thread} on={chance} onSwitch={setChance} />
          <Share report={report} knobs={knobs} settings={answered} chance={chance} isFaulty={stale} />
        </div>
      </main>
      <footer class="foot">
        <p>Computed in this page by the engines of the flywheel command: nothing is loaded, nothing is sent.</p>
        <Licences />
      </footer>
    </>
  );
}

/** Of the libraries in the page, for whoever wants to read them. */
function Licences() {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Licences of the libraries in it</summary>
      {isOpen && <pre>{JSON.parse(document.getElementById('licences')?.textContent ?? '""')}</pre>}
    </details>
  );
}

const sameSwitches = (a: readonly Switch[], b: readonly Switch[]): boolean => JSON.stringify(a) === JSON.stringify(b);
