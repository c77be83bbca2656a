import { useId, useState } from 'preact/hooks';
import { plain } from '../output/format/escape.ts';
import { type PageKnob, shownValue } from './knobs.ts';

interface Props {
  readonly knob: PageKnob;
  readonly present: number;
  readonly value: number;
  /** Null for a field that holds no number: as given. */
  readonly onTurn: (value: number | null) => void;
}

/** A number to be dragged, stepped with arrow keys, or typed. Shares are in percent. */
export function Slider({ knob, present, value, onTurn }: Props) {
  const id = useId();
  // What is being typed stays as it is typed until the field is left.
  const [typed, setTyped] = useState<string | null>(null);
  const percent = knob.unit === 'share';
  const shown = tidy(percent ? value * 100 : value);
  const type = (text: string): void => {
    setTyped(text);
    const number = text.trim() === '' ? Number.NaN : Number(text);
    onTurn(!Number.isFinite(number) ? null : percent ? tidy(number / 100) : number);
  };
  // The slider stands on its own steps; where it was given is one more, but never in the place of an end.
  const drag = (at: number): void => {
    setTyped(null);
    const isEnd = at <= 0 || at >= knob.most;
    onTurn(!isEnd && Math.abs(at - present) < knob.step / 2 ? present : tidy(at));
  };
  // Half a handle from either end.
  const place = `calc(8px + (100% - 16px) * ${Math.min(1, present / knob.most)})`;
  return (
    <div class={value === present ? 'slider' : 'slider changed'} data-knob={knob.path}>
      <label for={id}>{plain(knob.label)}</label>
      <div class="track">
        <input
          id={id}
          type="range"
          min={0}
          max={knob.most}
          step={knob.step}
          value={value}
          aria-valuetext={shownValue(value, knob.unit)}
          onInput={(event) => drag(Number(event.currentTarget.value))}
          onKeyDown={(event) => {
            // A handle that already looks as if it were at the end has nowhere to go, and would say nothing.
            if (event.key === 'Home') drag(0);
            if (event.key === 'End') drag(knob.most);
          }}
        />
        <i class="given-mark" style={{ left: place }} />
      </div>
      <span class="typed">
        <input
          type="number"
          min={0}
          step="any"
          inputMode="decimal"
          aria-label={`${plain(knob.label)}${percent ? ', percent' : ''}`}
          aria-invalid={value < 0 || (percent && value > 1)}
          value={typed ?? String(shown)}
          onInput={(event) => type(event.currentTarget.value)}
          onBlur={() => setTyped(null)}
        />
        {percent && <span aria-hidden="true">%</span>}
      </span>
      <small class="was">{value === present ? (knob.note ?? '') : `as given ${shownValue(present, knob.unit)}`}</small>
    </div>
  );
}

/** Without what binary fractions leave at the end: 0.35000000000000003 is 0.35. */
const tidy = (value: number): number => Number(value.toPrecision(12));
