import { BESIDE, GAP } from './ring-names.ts';
import type { Wheel, WheelLoop } from './wheel.ts';

/** Where a point of the ring lies: a turn of 0 is at the top, 1 is once round, clockwise; radius in pixels. */
interface Polar {
  readonly turn: number;
  readonly radius: number;
}

/** A shape of the ring, as an SVG path: with a width in pixels a line, else an area. */
export interface Band {
  readonly kind: 'bought' | 'brought' | 'loop' | 'repeat' | 'proof' | 'inflow';
  readonly path: string;
  readonly width?: number;
}

/** Room that a ring is drawn in. */
export interface RingFrame {
  readonly size: number;
  readonly radius: number;
  /** Pixels per person. */
  readonly scale: number;
}

/** The ring as it is drawn. */
export interface Ring {
  readonly bands: readonly Band[];
  /** The edges of the stages' band alone: how another state of the wheel is shown behind this one. */
  readonly outline: string;
  readonly stages: readonly RingStage[];
  /** Arrowheads: on a band that is thick enough, else beside it. */
  readonly chevrons: readonly { readonly path: string; readonly isBeside: boolean }[];
}

export interface RingStage {
  readonly id: string;
  readonly tick: string;
  /** Where its name goes, and on which side of that point. */
  readonly label: Point & { readonly anchor: 'start' | 'middle' | 'end'; readonly distance: number };
  /** Where the conversion rate of the link into it goes. */
  readonly rate: Point;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The thickest band, as a share of the radius. */
const THICKEST = 0.42;

/** A band that carries anybody is at least this thick, so that it can be seen. */
const HAIRLINE = 1.25;

/** Points along each link: enough for a smooth edge. */
const SAMPLES = 20;

/** Pixels per person at which the widest flow of these wheels is as thick as a ring of this radius allows. */
export function scaleFor(wheels: readonly Wheel[], radius: number): number {
  const most = widest(wheels);
  return most > 0 ? (radius * THICKEST) / most : 0;
}

/**
 * How far bands may reach outside the ring at each stage, as a share of its radius. It is the same for most wheels, so
 * that a ring keeps its size while sliders move; only where more leave the last stage than reach it is it more.
 */
export function reachesOf(wheels: readonly Wheel[]): number[] {
  const most = widest(wheels);
  return wheels[0].stages.map((_, s, { length }) => {
    if (s < length - 1 || most === 0) return THICKEST / 2;
    const leaving = wheels.map(({ stages, loops }) => {
      const people = closingIn(loops, s).reduce((all, loop) => all + loop.people, 0);
      return people - (stages[s].bought + stages[s].brought) / 2;
    });
    return Math.max(THICKEST / 2, (Math.max(...leaving) * THICKEST) / most);
  });
}

/** Loops from the last stage to the first. */
const closingIn = (loops: readonly WheelLoop[], last: number): WheelLoop[] =>
  loops.filter(({ kind, from, to }) => kind === 'referral' && from === last && to === 0);

function widest(wheels: readonly Wheel[]): number {
  const flows = wheels.flatMap(({ stages, loops }) => [
    ...stages.map(({ bought, brought }) => bought + brought),
    ...loops.map(({ kind, people }) => (kind === 'referral' ? people : 0)),
  ]);
  return Math.max(0, ...flows);
}

/** Lays a wheel out as a ring: everything is as thick as the people who pass, but for what would be thinner than a hair. */
export function ringOf(wheel: Wheel, frame: RingFrame): Ring {
  const { stages } = wheel;
  const turnOf = (s: number): number => s / stages.length;
  const { closed, across } = loopsIn(wheel, frame, turnOf);
  const links = stages.slice(1).map((_, i) => linkOf(wheel, i, frame, turnOf));
  return {
    bands: [
      ...stages.flatMap((_, s) => inflowOf(wheel, s, frame, turnOf(s))),
      ...closed.map(({ edges }): Band => ({ kind: 'loop', path: areaOf(edges, frame) })),
      ...across.map((loop) => chord(loop, wheel, frame, turnOf)),
      ...links.flatMap(({ bought, brought }): Band[] => [
        { kind: 'bought', path: areaOf(bought, frame) },
        { kind: 'brought', path: areaOf(brought, frame) },
      ]),
    ].filter(({ path }) => path !== ''),
    outline: links.map(({ whole }) => areaOf(whole, frame)).join(''),
    stages: stages.map((stage, s) => stageOf(stage.id, s, wheel, frame, turnOf, s === stages.length - 1 ? closed : [])),
    chevrons: [
      ...links.map(({ whole }) => chevronOn(whole, frame)),
      ...closed.map(({ edges }) => chevronOn(edges, frame)),
    ],
  };
}

/** The inner and outer edge of a band along the ring. */
type Edges = readonly { readonly turn: number; readonly inner: number; readonly outer: number }[];

const thick = (people: number, { scale }: RingFrame): number => (people > 0 ? Math.max(HAIRLINE, people * scale) : 0);

/** Slow at both ends, so that a band leaves a stage as thick as it was there. */
const eased = (x: number): number => x * x * (3 - 2 * x);

const between = (from: number, to: number, x: number): number => from + (to - from) * x;

/** People from one stage to the next: those who were brought on the inside, those who were bought around them. */
function linkOf({ stages }: Wheel, i: number, frame: RingFrame, turnOf: (s: number) => number) {
  const [from, to] = [stages[i], stages[i + 1]];
  const came = to.fresh.reduce((all, { people }) => all + people, 0);
  const inner = (stage: typeof from): number => frame.radius - thick(stage.bought + stage.brought, frame) / 2;
  const samples = Array.from({ length: SAMPLES + 1 }, (_, k) => {
    const x = eased(k / SAMPLES);
    const low = between(inner(from), inner(to), x);
    const brought = between(thick(from.brought, frame), thick(to.brought, frame), x);
    const bought = between(thick(from.bought, frame), thick(Math.max(0, to.bought - came), frame), x);
    return { turn: between(turnOf(i), turnOf(i + 1), k / SAMPLES), low, brought, bought };
  });
  return {
    brought: samples.map(({ turn, low, brought }) => ({ turn, inner: low, outer: low + brought })),
    bought: samples.map(({ turn, low, brought, bought }) => ({
      turn,
      inner: low + brought,
      outer: low + brought + bought,
    })),
    whole: samples.map(({ turn, low, brought, bought }) => ({ turn, inner: low, outer: low + brought + bought })),
  };
}

/** Channels come in from outside, along the tangent, onto the outer side of the band. */
function inflowOf({ stages }: Wheel, s: number, frame: RingFrame, turn: number): Band[] {
  const stage = stages[s];
  const people = stage.fresh.reduce((all, one) => all + one.people, 0);
  if (people === 0) return [];
  const outer = frame.radius + thick(stage.bought + stage.brought, frame) / 2;
  const inner = outer - thick(people, frame);
  // Not so long that it would lie on what comes round from the stage before.
  const length = frame.radius * Math.min(0.5, Math.sin((0.9 * Math.PI) / Math.max(2, stages.length)));
  const corner = (radius: number, back: number): Point => {
    const { x, y } = pointAt({ turn, radius }, frame);
    const { x: dx, y: dy } = forward(turn);
    return { x: x - dx * back, y: y - dy * back };
  };
  const points = [corner(inner, length), corner(outer, length), corner(outer, 0), corner(inner, 0)];
  return [{ kind: 'inflow', path: polygon(points) }];
}

/** More stages than this leave little room between the last and the first. */
const CLOSE = 5;

/** Loops from the last stage to the first close the ring; others lead across it. */
function loopsIn(wheel: Wheel, frame: RingFrame, turnOf: (s: number) => number) {
  const { stages, loops } = wheel;
  const last = stages.length - 1;
  const closing = closingIn(loops, last);
  const across = loops.filter((loop) => !closing.includes(loop));
  const begin = frame.radius - thick(stages[last].bought + stages[last].brought, frame) / 2;
  const end = frame.radius - thick(stages[0].bought + stages[0].brought, frame) / 2;
  let [low, high] = [begin, end];
  // Where stages are close, the loop has to be on its side of the channels' band before that begins.
  const home = stages.length > CLOSE ? 0.65 : 1;
  const closed = closing.map(({ people }) => {
    const width = thick(people, frame);
    const edges = Array.from({ length: 2 * SAMPLES + 1 }, (_, k) => {
      const x = k / (2 * SAMPLES);
      const inner = between(low, high, eased(Math.min(1, x / home)));
      return { turn: between(turnOf(last), 1, x), inner, outer: inner + width };
    });
    low += width;
    high += width;
    return { edges };
  });
  return { closed: closed.filter(({ edges }) => !isEmpty(edges)), across };
}

/** A band through the middle, from the inner side of one stage to that of another. */
function chord(
  { kind, from, to, people }: WheelLoop,
  { stages }: Wheel,
  frame: RingFrame,
  turnOf: (s: number) => number,
): Band {
  const width = kind === 'proof' ? HAIRLINE : thick(people, frame);
  const inside = (s: number): number =>
    frame.radius - thick(stages[s].bought + stages[s].brought, frame) / 2 - width / 2 - 2;
  const nudge = from === to ? 0.03 : 0;
  const start = pointAt({ turn: turnOf(from) + nudge, radius: inside(from) }, frame);
  const end = pointAt({ turn: turnOf(to) - nudge, radius: inside(to) }, frame);
  const pull = from === to ? 0.55 : 0.35;
  const [one, other] = [
    pointAt({ turn: turnOf(from) + nudge, radius: inside(from) * pull }, frame),
    pointAt({ turn: turnOf(to) - nudge, radius: inside(to) * pull }, frame),
  ];
  const path = width === 0 ? '' : `M${pair(start)}C${pair(one)} ${pair(other)} ${pair(end)}`;
  return { kind: kind === 'referral' ? 'loop' : kind, path, width };
}

function stageOf(
  id: string,
  s: number,
  { stages }: Wheel,
  frame: RingFrame,
  turnOf: (s: number) => number,
  leaving: readonly { readonly edges: Edges }[],
): RingStage {
  const { bought, brought } = stages[s];
  const turn = turnOf(s);
  const half = thick(bought + brought, frame) / 2;
  const [a, b] = [frame.radius - half - 4, frame.radius + half + 4].map((radius) => pointAt({ turn, radius }, frame));
  const side = forward(turn + 0.75);
  // Loops may leave a stage thicker than it is: members gather there.
  const outer = Math.max(frame.radius + half, ...leaving.map(({ edges }) => edges[0].outer));
  const label = pointAt({ turn, radius: outer + GAP }, frame);
  const previous = s === 0 ? 0 : stages[s - 1].bought + stages[s - 1].brought;
  const midway = between(thick(previous, frame), thick(bought + brought, frame), eased(0.5)) / 2;
  return {
    id,
    tick: `M${pair(a)}L${pair(b)}`,
    label: { ...label, distance: outer, anchor: side.x > BESIDE ? 'start' : side.x < -BESIDE ? 'end' : 'middle' },
    rate: pointAt({ turn: turnOf(s - 0.5), radius: frame.radius - midway - 20 }, frame),
  };
}

/** Bands thinner than this have their arrowhead beside them, in pixels. */
const ROOM_FOR_CHEVRON = 13;

/** An arrowhead half way along a band, pointing onwards. */
function chevronOn(edges: Edges, frame: RingFrame): { path: string; isBeside: boolean } {
  const { turn, inner, outer } = edges[Math.floor(edges.length / 2)];
  const isBeside = outer - inner < ROOM_FOR_CHEVRON;
  const at = pointAt({ turn, radius: isBeside ? outer + 8 : (inner + outer) / 2 }, frame);
  const { x: dx, y: dy } = forward(turn);
  const size = isBeside ? 4 : Math.min(7, (outer - inner) / 3);
  const point = (along: number, across: number): Point => ({
    x: at.x + dx * along - dy * across,
    y: at.y + dy * along + dx * across,
  });
  return { path: polygon([point(-size, -size), point(size, 0), point(-size, size)]), isBeside };
}

const isEmpty = (edges: Edges): boolean => edges.every(({ inner, outer }) => outer - inner <= 0);

function areaOf(edges: Edges, frame: RingFrame): string {
  if (isEmpty(edges)) return '';
  const outer = edges.map(({ turn, outer: radius }) => pointAt({ turn, radius }, frame));
  const inner = edges.map(({ turn, inner: radius }) => pointAt({ turn, radius }, frame));
  return polygon([...outer, ...inner.reverse()]);
}

const pointAt = ({ turn, radius }: Polar, { size }: RingFrame): Point => {
  const angle = turn * 2 * Math.PI;
  return { x: size / 2 + radius * Math.sin(angle), y: size / 2 - radius * Math.cos(angle) };
};

/** The direction in which the wheel turns there, as a vector of length 1. */
const forward = (turn: number): Point => ({ x: Math.cos(turn * 2 * Math.PI), y: Math.sin(turn * 2 * Math.PI) });

const pair = ({ x, y }: Point): string => `${x.toFixed(1)} ${y.toFixed(1)}`;

const polygon = (points: readonly Point[]): string => `M${points.map(pair).join('L')}Z`;
