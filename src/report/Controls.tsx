import type { ComponentChildren } from 'preact';
import { LEVER_NOTE } from '../analysis/caveats.ts';
import type { Switch } from '../model/plan/active-levers.ts';
import { excludeEachOther } from '../model/scenario/exclusions.ts';
import { listed } from '../model/text/list.ts';
import { plain } from '../output/format/escape.ts';
import type { Report } from './embedded.ts';
import { GROUPS, type PageKnob, shownValue } from './knobs.ts';
import { leversInOrder, switchedTo } from './lever-order.ts';
import { Slider } from './Slider.tsx';
import type { Settings } from './settings.ts';

interface Props {
  readonly report: Report;
  /** What comes of it, in short. */
  readonly glance: ComponentChildren;
  readonly knobs: readonly PageKnob[];
  readonly settings: Settings;
  readonly faults: readonly string[];
  readonly isChanged: boolean;
  readonly onChange: (settings: Settings) => void;
  readonly onReset: () => void;
}

/** Everything that a reader can turn, and what is wrong with how it stands. */
export function Controls({ report, glance, knobs, settings, faults, isChanged, onChange, onReset }: Props) {
  const turn = (knob: PageKnob, value: number | null): void => {
    const turned = new Map(settings.turned);
    if (value === null || value === knob.present) turned.delete(knob.path);
    else turned.set(knob.path, value);
    onChange({ ...settings, turned });
  };
  return (
    <aside class="controls" aria-label="What if">
      <div class="controls-head">
        <h2>What if …</h2>
        <button type="button" onClick={onReset} disabled={!isChanged}>
          As given
        </button>
      </div>
      {glance}
      <div role="alert" class="faults">
        {faults.map((fault) => (
          <p key={fault}>{plain(fault)}. The numbers here are still the last ones that could be computed.</p>
        ))}
      </div>
      {GROUPS.map((group) => {
        const members = knobs.filter((knob) => knob.group === group);
        return (
          members.length > 0 && (
            <fieldset key={group}>
              <legend>{group}</legend>
              {members.map((knob) =>
                knob.present === null ? (
                  <p key={knob.path} class="fixed">
                    {plain(knob.label)}: {knob.note}.
                  </p>
                ) : (
                  <Slider
                    key={knob.path}
                    knob={knob}
                    present={knob.present}
                    value={settings.turned.get(knob.path) ?? knob.present}
                    onTurn={(value) => turn(knob, value)}
                  />
                ),
              )}
            </fieldset>
          )
        );
      })}
      <Levers
        report={report}
        switches={settings.switches}
        onSwitch={(switches) => onChange({ ...settings, switches })}
      />
      <p class="values-on-paper">
        {knobs.map(({ path, label, unit, present }) => {
          const value = settings.turned.get(path) ?? present;
          return value === null ? null : <span key={path}>{`${plain(label)}: ${shownValue(value, unit)}. `}</span>;
        })}
      </p>
    </aside>
  );
}

interface LeverProps {
  readonly report: Report;
  readonly switches: readonly Switch[];
  readonly onSwitch: (switches: readonly Switch[]) => void;
}

/** Levers, in the order in which they act. */
function Levers({ report, switches, onSwitch }: LeverProps) {
  const levers = leversInOrder(report);
  if (levers.length === 0) return null;
  return (
    <fieldset>
      <legend>Levers</legend>
      {levers.map((lever) => {
        const { id, label, description } = lever;
        const excluded = levers.filter((other) => excludeEachOther(lever, other));
        const on = switches.find(({ lever }) => lever === id);
        return (
          <label key={id} class="lever">
            <input
              type="checkbox"
              checked={on !== undefined}
              data-lever={id}
              onChange={(event) => onSwitch(switchedTo(report, switches, id, event.currentTarget.checked))}
            />
            <span>
              {plain(label || id)}
              {on && on.from > 1 && ` (from rotation ${on.from})`}
              {description && <small>{plain(description)}</small>}
              {excluded.length > 0 && (
                <small>
                  Not together with{' '}
                  {plain(
                    listed(
                      excluded.map((other) => other.label || other.id),
                      'or',
                    ),
                  )}
                  .
                </small>
              )}
            </span>
          </label>
        );
      })}
      <p class="fixed">{LEVER_NOTE}</p>
    </fieldset>
  );
}
