import { useEffect, useMemo, useRef, useState } from 'preact/hooks';

import type { Scenario } from '../model/scenario/types.ts';
import { plain } from '../output/format/escape.ts';
import { capitalised, labelOf } from '../output/format/label.ts';
import { count, shareInWords } from '../output/format/number.ts';
import { spoken } from '../output/format/period-words.ts';
import type { Both, PageOutcome } from './outcome.ts';
import { type Ring, type RingFrame, type RingStage, reachesOf, ringOf, scaleFor } from './ring.ts';
import {
  heightOfName,
  LINE,
  NARROW,
  NUMBER,
  nameOnRing,
  type RingName,
  radiusFor,
  WIDE,
  widthOfName,
} from './ring-names.ts';
import type { Wheel } from './wheel.ts';

/** More stages than this have only some of their names, for the others would get in the way. */
const MOST_NAMED = { wide: 14, narrow: 9 };
const SOME = 8;

/** The picture of the ring is not larger than this, in pixels; one smaller than that has room for less. */
const LARGEST = 600;
const SMALL = 480;

/** A ring as it is drawn, with the names of the stages that have one; behind it the wheel as given, where it differs. */
interface Picture {
  readonly names: ReadonlyMap<number, RingName>;
  readonly wheel: Wheel;
  readonly before: Wheel | null;
  readonly ring: Ring;
  readonly ghost: Ring | null;
  readonly size: number;
  readonly narrow: boolean;
}

/** The wheel as a ring: stages, links and loops as thick as the people who pass in one rotation. */
export function WheelView({ given, outcome, isChanged }: Both) {
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
  const isNarrow = size < SMALL;
  const names = useMemo(() => namesOf(scenario, isNarrow), [scenario, isNarrow]);
  const picture = useMemo((): Picture => {
    const [wheel, before] = [outcome.wheelIn(rotation), given.wheelIn(rotation)];
    const reaches = reachesOf([wheel, before]);
    const places = [...names].map(([s, name]) => ({ turn: s / scenario.stages.length, name, reach: reaches[s] }));
    const radius = radiusFor(places, size, isNarrow ? NARROW : WIDE);
    const frame: RingFrame = { size, radius, scale: scaleFor([wheel, before], radius) };
    const [then, ghost] = isChanged ? [before, ringOf(before, frame)] : [null, null];
    return { names, wheel, before: then, ring: ringOf(wheel, frame), ghost, size, narrow: isNarrow };
  }, [outcome, given, rotation, size, names, isChanged]);
  const when = spoken(scenario, rotation);
  return (
    <section class="wheel" aria-label="The wheel">
      <div ref={host} class="wheel-host">
        <svg
          width={size}
          height={size}
          viewBox={`0 0 ${size} ${size}`}
          role="img"
          aria-label={inWords(outcome, picture.wheel, when)}
        >
          <g>
            <Shapes ring={picture.ring} ghost={picture.ghost} />
            <NamesAround picture={picture} />
            <Centre picture={picture} outcome={outcome} when={when} />
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
      <Key outcome={outcome} wheel={picture.wheel} isChanged={isChanged} />
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
      {ring.bands.map(({ kind, path, width }, i) => (
        <path
          key={i}
          class={`band ${kind}${kind === 'inflow' && i === 0 ? ' first' : ''}${width ? ' line' : ''}`}
          stroke-width={width}
          d={path}
        />
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

/** Names by stage. Of many stages only some have one, and the last has none where the first would be too near. */
function namesOf(scenario: Scenario, isNarrow: boolean): Picture['names'] {
  const { stages } = scenario;
  const most = isNarrow ? MOST_NAMED.narrow : MOST_NAMED.wide;
  const every = stages.length <= most ? 1 : Math.ceil(stages.length / SOME);
  return new Map(
    stages.flatMap(({ id }, s) =>
      s % every !== 0 || s > stages.length - every
        ? []
        : [[s, nameOnRing(labelOf(scenario, 'stages', id), isNarrow ? NARROW : WIDE)] as const],
    ),
  );
}

/** Each stage's name and people, and between stages the share that goes on. */
function NamesAround({ picture: { names, wheel, before, ring, ghost, size, narrow } }: { picture: Picture }) {
  const all = names.size === ring.stages.length;
  return (
    <>
      {ring.stages.map(({ id, rate, ...stage }, s) => {
        const name = names.get(s);
        if (!name) return null;
        const label = further(stage.label, ghost?.stages[s].label);
        const people = count(wheel.stages[s].bought + wheel.stages[s].brought);
        const was = before && count(before.stages[s].bought + before.stages[s].brought);
        const x = within(label, widthOfName(name, narrow ? NARROW : WIDE), size);
        const hasBefore = was !== null && was !== people;
        const along = Math.cos((s / ring.stages.length) * 2 * Math.PI);
        // The first line stands on its feet.
        const top = label.y - (heightOfName(name, hasBefore) * (1 + along)) / 2 + LINE - 3;
        return (
          <g key={id}>
            {name.whole !== null && <title>{name.whole}</title>}
            <text class="name" text-anchor={label.anchor} x={x} y={top}>
              {name.lines.map((line, i) => (
                <tspan key={i} x={x} dy={i === 0 ? 0 : LINE}>
                  {line}
                </tspan>
              ))}
              <tspan class="people" x={x} dy={NUMBER}>
                {people}
              </tspan>
              {hasBefore && (
                <tspan class="before" x={x} dy={LINE}>
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

/** Where a name starts or ends so that all of it is in the picture. */
function within({ x, anchor }: RingStage['label'], width: number, size: number): number {
  if (anchor === 'end') return Math.max(x, width);
  return anchor === 'start' ? Math.min(x, size - width) : x;
}

/** Of two places for a name, the one that is outside both rings. */
function further(one: RingStage['label'], other: RingStage['label'] | undefined): RingStage['label'] {
  return other && other.distance > one.distance ? other : one;
}

function Centre({ picture, outcome, when }: { picture: Picture; outcome: PageOutcome; when: string }) {
  const { wheel, before, size, narrow } = picture;
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

const hasReferrals = ({ scenario }: PageOutcome): boolean =>
  (scenario.loops ?? []).some(({ type }) => type === 'referral');

/** What the colours mean, and what each loop does in words. */
function Key({ outcome: { scenario }, wheel, isChanged }: { outcome: PageOutcome; wheel: Wheel; isChanged: boolean }) {
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

function inWords({ scenario }: PageOutcome, wheel: Wheel, when: string): string {
  const stages = wheel.stages.map(
    ({ id, bought, brought }) => `${labelOf(scenario, 'stages', id)} ${count(bought + brought)}`,
  );
  const loops = wheel.loops
    .filter(({ kind }) => kind === 'referral')
    .map(({ id, people }) => `${labelOf(scenario, 'loops', id)} brings ${count(people)}`);
  return plain(`The wheel in ${when}: ${stages.join(', ')}. ${loops.join(', ')}`);
}
