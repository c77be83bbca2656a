import type { FigureKey, JourneyKey, SeriesFrom, SeriesKey } from './metric/catalogue.ts';

/** What `simulate` finds out, as plain data: the shape of the JSON document, without its header. People are fractional. */

export interface StageResult {
  readonly arrivals: number;
  readonly returning: number;
  /** By channel and referral loop, in file order. */
  readonly origins: Readonly<Record<string, number>>;
}

/** How a band or a chance was found: to the last digit, or from runs. */
export type Method = 'exact' | 'monte-carlo';

/** What a metric comes to under chance: mean, standard deviation, and the values that 5, 50 and 95 % stay at or below. */
export interface BandResult {
  readonly mean: number;
  /** Null for a single run. */
  readonly sd: number | null;
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
  readonly method: Method;
}

/** By metric: stages, `referred`, `active.<stage>`, and with money `revenue`, `cost`, `profit`, `cash`. */
export type Bands = Readonly<Record<string, BandResult>>;

/** The chance of a goal; the standard error of an estimate from runs, null for an exact one. */
export interface GoalResult {
  readonly goal: string;
  readonly probability: number;
  readonly method: Method;
  readonly standardError: number | null;
}

/** What `chance` finds out: the shape of its JSON document, without its header. */
export interface ChanceResult {
  readonly scenario: { readonly name: string | null; readonly rotations: number; readonly with: readonly string[] };
  readonly method: Method;
  readonly runs?: number;
  readonly seed?: string;
  readonly goals: readonly GoalResult[];
  readonly rotations: readonly { readonly rotation: number; readonly bands: Bands }[];
  readonly notes: readonly string[];
}

/** The figures of one rotation by their keys in the catalogue. A figure that has no value is null, never 0. */
export type SeriesValues = { readonly [K in SeriesKey]: K extends SeriesFrom<'count'> ? number : number | null };

/** How the members at the end of a rotation come from those before: opening + joined - lapsed = closing. */
export interface MemberFlow {
  readonly opening: number;
  readonly joined: number;
  readonly lapsed: number;
  readonly closing: number;
}

/** One rotation. */
export interface RotationResult extends SeriesValues {
  readonly rotation: number;
  readonly stages: Readonly<Record<string, StageResult>>;
  readonly active: Readonly<Record<string, number>>;
  /** By stage with members: those who left it in this rotation. It follows from the others, and is not in the document. */
  readonly lapsed: Readonly<Record<string, number>>;
  /** By stage with members, where they were asked for. */
  readonly members?: Readonly<Record<string, MemberFlow>>;
  /** Where they were asked for. */
  readonly bands?: Bands;
}

export interface SmoothRule {
  readonly holds: boolean;
  /** The stage that the weakest link leads to. */
  readonly weakest: string;
  readonly onePointAdds: number | null;
}

/** A rule about a figure that should never move the wrong way; `brokenAt` is the first rotation in which it did. */
export interface TrendRule {
  readonly holds: boolean;
  readonly brokenAt: number | null;
}

export interface Rules {
  readonly smooth: SmoothRule;
  readonly easier: TrendRule;
  readonly moreEfficient: TrendRule;
}

/** The link at which one more percentage point of conversion adds most, and to what. */
export interface BestPoint {
  /** The stage that it leads to. */
  readonly link: string;
  /** `cash`, or without money the first stage, whose arrivals count; of the last rotation. */
  readonly metric: string;
  readonly adds: number;
}

/** The figures of the run by their keys in the catalogue. */
export type FigureValues = { readonly [K in FigureKey]: number | null };

export interface Summary extends FigureValues {
  readonly ltvByOrigin: Readonly<Record<string, number | null>> | null;
  readonly rules: Rules;
  /** Null where all that it leads to is past what can be counted, and in wheels near the limits of size. */
  readonly bestPoint: BestPoint | null;
}

export interface JourneyStep extends Readonly<Record<JourneyKey, number>> {
  readonly stage: string;
}

/** A value that an assertion can look at. */
export type MetricValue = number | string | boolean | null;

export interface AssertionResult {
  readonly metric: string;
  readonly with: readonly string[];
  readonly expected: string;
  readonly actual: MetricValue;
  /** Null when the assertion names a rotation that was not run, and where chance leaves it open: `note` says so. */
  readonly passed: boolean | null;
  /** Of a chance or a quantile: how it was found, from how many runs, and how far it may be off. */
  readonly method?: Method;
  readonly runs?: number;
  readonly standardError?: number;
  /** Why it is not judged, where that is not for a rotation beyond the run. */
  readonly note?: string;
}

export interface Run {
  readonly rotations: readonly RotationResult[];
  readonly summary: Summary;
  readonly journey: readonly JourneyStep[] | null;
  readonly breakEvenStage: string | null;
}

export interface Simulation extends Run {
  readonly scenario: { readonly name: string | null; readonly rotations: number; readonly with: readonly string[] };
  /** `monte-carlo` when the band of any count came from runs. */
  readonly method: 'expected' | Method;
  /** Where runs were made. */
  readonly runs?: number;
  readonly seed?: string;
  readonly assertions: readonly AssertionResult[];
  readonly notes: readonly string[];
}
