import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { capitalised, labelOf } from '../output/label.ts';
import { count, shareInWords } from '../output/number.ts';
import { plain, shortened } from '../output/plain.ts';
import { spoken } from '../output/spoken.ts';
import type { Outcome } from './outcome.ts';
import { type Frame, type Ring, type RingStage, ringOf, scaleFor } from './ring.ts';
import type { Wheel } from './wheel.ts';

/** More stages than this have only some of their names, for the others would get in the way. */
const MOST_NAMED = 14;
const SOME = 8;

/** Room around the ring for names, and its size at most. */
const MARGIN = { wide: 104, narrow: 78 };
const LARGEST = 600;

/** A ring smaller than this has room for less inside. */
const NARROW = 480;

/** The wheel as a ring: stages, links and loops as thick as the people who pass in one rotation. */
export function WheelView({ given, outcome, isChanged }: { given: Outcome; outcome: Outcome; isChanged: boolean }) {
  const { scenario } = outcome;
  const host = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(560);
  const [rotation, setRotation] = useState(scenario.rotations);
  useEffect(() => {
    const observer = new ResizeObserver(([{ contentRect }]) => setWidth(Math.round(contentRect.width)));
    observer.observe(host.current as HTMLElement);
    return () => observer.disconnect();
  }, []);
  const size = Math.max(240, Math.min(width, LARGEST));
  const radius = size / 2 - (size < NARROW ? MARGIN.narrow : MARGIN.wide);
  const { now, before, ring, ghost } = useMemo(() => {
    const wheels = { now: outcome.wheelIn(rotation), before: given.wheelIn(rotation) };
    const frame: Frame = { size, radius, scale: scaleFor([wheels.now, wheels.before], radius) };
    return { ...wheels, ring: ringOf(wheels.now, frame), ghost: isChanged ? ringOf(wheels.before, frame) : null };
  }, [outcome, given, rotation, size, radius, isChanged]);
  const when = spoken(scenario, rotation);
  return (
    <section class="wheel" aria-label="The wheel">
      <div ref={host} class="wheel-host">
        <svg
          width={size}
          height={size}
          viewBox={`0 0 ${size} ${size}`}
          role="img"
          aria-label={inWords(outcome, now, when)}
        >
          <g>
            <Shapes ring={ring} ghost={ghost} />
            <Names
              outcome={outcome}
              wheel={now}
              before={isChanged ? before : null}
              ring={ring}
              ghost={ghost}
              size={size}
              narrow={size < NARROW}
            />
            <Centre
              outcome={outcome}
              wheel={now}
              before={isChanged ? before : null}
              size={size}
              when={when}
              narrow={size < NARROW}
            />
          </g>
        </svg>
      </div>
      {scenario.rotations > 1 && (
        <label class="turns">
          <span>{capitalised(when)}</span>
          <input
            type="range"
            min={1}
            max={scenario.rotations}
            value={rotation}
            aria-label="Rotation that the wheel shows"
            aria-valuetext={when}
            onInput={(event) => setRotation(Number(event.currentTarget.value))}
          />
        </label>
      )}
      <Key outcome={outcome} wheel={now} isChanged={isChanged} />
      <p class="scale">Thickness is people, to scale; what would be thinner than a hair is drawn as one.</p>
    </section>
  );
}

function Shapes({ ring, ghost }: { ring: Ring; ghost: Ring | null }) {
  return (
    <>
      <linearGradient id="fade">
        <stop offset="0" stop-opacity="0" />
        <stop offset="1" stop-opacity="1" />
      </linearGradient>
      {ring.bands.map(({ kind, path }, i) => (
        <path key={i} class={`band ${kind}${kind === 'inflow' && i === 0 ? ' first' : ''}`} d={path} />
      ))}
      {ring.stages.map(({ id, tick }) => (
        <path key={id} class="tick" d={tick} />
      ))}
      {ring.chevrons.map(({ path, isBeside }, i) => (
        <path key={i} class={isBeside ? 'chevron beside' : 'chevron'} d={path} />
      ))}
      {ghost && <path class="ghost" d={ghost.outline} />}
    </>
  );
}

interface NamesProps {
  readonly outcome: Outcome;
  readonly wheel: Wheel;
  readonly before: Wheel | null;
  readonly ring: Ring;
  readonly ghost: Ring | null;
  readonly size: number;
  readonly narrow: boolean;
}

/** Each stage's name and people, and between stages the share that goes on. */
function Names({ outcome: { scenario }, wheel, before, ring, ghost, size, narrow }: NamesProps) {
  const all = ring.stages.length <= MOST_NAMED;
  const every = all ? 1 : Math.ceil(ring.stages.length / SOME);
  return (
    <>
      {ring.stages.map(({ id, rate, ...stage }, s) => {
        if (s % every !== 0 || s > ring.stages.length - every) return null;
        const label = further(stage.label, ghost?.stages[s].label);
        const people = count(wheel.stages[s].bought + wheel.stages[s].brought);
        const was = before && count(before.stages[s].bought + before.stages[s].brought);
        const lines = wrapped(shortened(labelOf(scenario, 'stages', id), 28), narrow ? 9 : 14);
        const x = within(label, lines, size);
        const top =
          label.y - (label.anchor === 'middle' ? (s === 0 ? lines.length * 15 + 8 : -10) : lines.length * 7.5);
        return (
          <g key={id}>
            <text class="name" text-anchor={label.anchor} x={x} y={top}>
              {lines.map((line, i) => (
                <tspan key={i} x={x} dy={i === 0 ? 0 : 15}>
                  {line}
                </tspan>
              ))}
              <tspan class="people" x={x} dy={18}>
                {people}
              </tspan>
              {was !== null && was !== people && (
                <tspan class="before" x={x} dy={15}>
                  {`was ${was}`}
                </tspan>
              )}
            </text>
            {all && !narrow && wheel.stages[s].rate !== null && (
              <text class="rate" text-anchor="middle" x={rate.x} y={rate.y + 4}>
                {shareInWords(wheel.stages[s].rate)}
              </text>
            )}
          </g>
        );
      })}
    </>
  );
}

/** A letter of a name is about so wide, in pixels. */
const LETTER = 7;

/** Where a name starts or ends so that all of it is in the picture. */
function within({ x, anchor }: RingStage['label'], lines: readonly string[], size: number): number {
  const width = LETTER * Math.max('was 000'.length, ...lines.map((line) => line.length));
  if (anchor === 'end') return Math.max(x, width);
  return anchor === 'start' ? Math.min(x, size - width) : x;
}

/** Of two places for a name, the one that is outside both rings. */
function further(one: RingStage['label'], other: RingStage['label'] | undefined): RingStage['label'] {
  return other && other.distance > one.distance ? other : one;
}

/** Words on lines of about so many letters. */
function wrapped(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

interface CentreProps {
  readonly outcome: Outcome;
  readonly wheel: Wheel;
  readonly before: Wheel | null;
  readonly size: number;
  readonly when: string;
  readonly narrow: boolean;
}

function Centre({ outcome, wheel, before, size, when, narrow }: CentreProps) {
  const people = (of: Wheel): number => of.stages[0].bought + of.stages[0].brought;
  const referred = wheel.stages[0].brought;
  const at = size / 2;
  const was = before && count(people(before));
  const share = people(wheel) > 0 ? referred / people(wheel) : null;
  return (
    <g text-anchor="middle" class="centre">
      <text class="big" x={at} y={at + 2}>
        {count(people(wheel))}
      </text>
      <text x={at} y={at + 22}>{`in ${when}`}</text>
      {!narrow && was !== null && was !== count(people(wheel)) && (
        <text class="before" x={at} y={at - 34}>{`was ${was}`}</text>
      )}
      {hasReferrals(outcome) && share !== null && (
        <text class="by-referral" x={at} y={at + 40}>{`${shareInWords(share)} by referral`}</text>
      )}
    </g>
  );
}

const hasReferrals = ({ scenario }: Outcome): boolean => (scenario.loops ?? []).some(({ type }) => type === 'referral');

/** What the colours mean, and what each loop does in words. */
function Key({ outcome: { scenario }, wheel, isChanged }: { outcome: Outcome; wheel: Wheel; isChanged: boolean }) {
  const stage = (s: number): string => labelOf(scenario, 'stages', scenario.stages[s].id);
  const bought = wheel.stages.flatMap(({ fresh }) => fresh).reduce((all, { people }) => all + people, 0);
  return (
    <ul class="key">
      <li class="bought">From channels: {count(bought)}</li>
      {wheel.loops.map(({ id, kind, from, to, members, people }) => (
        <li key={id} class={kind === 'referral' ? 'brought' : kind}>
          <b>{plain(labelOf(scenario, 'loops', id))}</b>
          {kind === 'proof'
            ? `: ${count(members)} members at ${plain(stage(from))} raise the rate into ${plain(stage(to))}`
            : `: ${count(members)} active at ${plain(stage(from))} ${kind === 'repeat' ? 'come back' : 'bring'} ${count(people)}${kind === 'repeat' ? ' times' : ''}`}
        </li>
      ))}
      {isChanged && <li class="ghost">As given</li>}
    </ul>
  );
}

function inWords({ scenario }: Outcome, wheel: Wheel, when: string): string {
  const stages = wheel.stages.map(
    ({ id, bought, brought }) => `${labelOf(scenario, 'stages', id)} ${count(bought + brought)}`,
  );
  const loops = wheel.loops
    .filter(({ kind }) => kind === 'referral')
    .map(({ id, people }) => `${labelOf(scenario, 'loops', id)} brings ${count(people)}`);
  return plain(`The wheel in ${when}: ${stages.join(', ')}. ${loops.join(', ')}`);
}
