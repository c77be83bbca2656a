/** What a scenario file says, in types. The shapes are checked by `schema.ts`; the meaning is in scenarios/README.md. */

/** A number in any of the forms that a scenario may write it in; see `number/forms.ts`. */
export type Quantity =
  | number
  | string
  | readonly (number | string)[]
  | { readonly repeat: readonly Scalar[] }
  | { readonly start: Scalar; readonly growth: Scalar; readonly season?: readonly Scalar[] | undefined }
  | { readonly start: Scalar; readonly step: Scalar; readonly season?: readonly Scalar[] | undefined }
  | {
      readonly exposures: Scalar;
      readonly notice: Scalar;
      readonly needed: Scalar;
      readonly times?: Scalar | undefined;
    }
  | { readonly got: Scalar; readonly of: Scalar; readonly times?: Scalar | undefined }
  | { readonly uniform: readonly Scalar[]; readonly times?: Scalar | undefined }
  | { readonly pert: readonly Scalar[]; readonly times?: Scalar | undefined }
  | { readonly normal: readonly Scalar[]; readonly times?: Scalar | undefined }
  | { readonly lognormal: readonly Scalar[]; readonly times?: Scalar | undefined }
  | { readonly beta: readonly Scalar[]; readonly times?: Scalar | undefined };

/** A number inside another form: plain, or a text such as `"30%"` or `"86/362"`. */
export type Scalar = number | string;

/** Stage id -> the number that replaces that stage's own, for people of one origin. */
export type StageMap = Readonly<Record<string, Quantity>>;

/** Diminishing returns: what a channel brings of what is spent on it. */
export interface ChannelResponse {
  readonly most: Quantity;
  readonly half: Quantity;
  readonly slope?: Quantity | undefined;
  readonly carry?: Quantity | undefined;
}

export interface Channel {
  readonly id: string;
  readonly label?: string | undefined;
  readonly to?: string | undefined;
  readonly volume?: Quantity | undefined;
  readonly budget?: Quantity | undefined;
  readonly arrival?: 'fixed' | 'poisson' | undefined;
  readonly cost?: Quantity | undefined;
  readonly response?: ChannelResponse | undefined;
  readonly conversion?: StageMap | undefined;
  readonly retention?: StageMap | undefined;
}

export interface Stage {
  readonly id: string;
  readonly label?: string | undefined;
  readonly conversion?: Quantity | undefined;
  readonly optional?: Quantity | undefined;
  readonly delay?: number | undefined;
  readonly wait?: Quantity | undefined;
  readonly retention?: Quantity | undefined;
  readonly activeFor?: number | undefined;
  readonly initial?: number | undefined;
  readonly revenue?: Quantity | undefined;
  readonly margin?: Quantity | undefined;
  readonly cost?: Quantity | undefined;
  readonly memberRevenue?: Quantity | undefined;
  readonly memberCost?: Quantity | undefined;
}

interface LoopBase {
  readonly id: string;
  readonly label?: string | undefined;
  readonly from: string;
  readonly to: string;
  readonly delay?: number | undefined;
}

export interface ReferralLoop extends LoopBase {
  readonly type: 'referral';
  readonly perMember: Quantity;
  readonly offspring?: 'poisson' | 'fixed' | 'geometric' | undefined;
  readonly cost?: Quantity | undefined;
  readonly reward?: { readonly amount: Quantity; readonly at: string } | undefined;
  readonly conversion?: StageMap | undefined;
  readonly retention?: StageMap | undefined;
}

export interface RepeatLoop extends LoopBase {
  readonly type: 'repeat';
  readonly perMember: Quantity;
  readonly revenue?: Quantity | undefined;
  readonly margin?: Quantity | undefined;
  readonly cost?: Quantity | undefined;
}

export interface ProofLoop extends LoopBase {
  readonly type: 'proof';
  readonly ceiling: Quantity;
  readonly half: Quantity;
}

export type Loop = ReferralLoop | RepeatLoop | ProofLoop;

export interface LeverChange {
  readonly path: string;
  readonly multiply?: Quantity | undefined;
  readonly add?: Quantity | undefined;
  readonly to?: Quantity | undefined;
}

export interface Lever {
  readonly id: string;
  readonly label?: string | undefined;
  readonly description?: string | undefined;
  readonly cost?: number | undefined;
  readonly setup?: number | undefined;
  readonly excludes?: readonly string[] | undefined;
  readonly changes?: readonly LeverChange[] | undefined;
}

/** The right side of an assertion: a number, a percentage or another metric, a stage id, yes or no, or nothing. */
export type Bound = number | string | boolean | null;

export interface Expectation {
  /** Of this and `chance` one is there. */
  readonly metric?: string | undefined;
  /** A goal whose probability is looked at. */
  readonly chance?: string | undefined;
  readonly with?: readonly string[] | undefined;
  readonly is?: Bound | undefined;
  readonly within?: number | undefined;
  readonly above?: Bound | undefined;
  readonly below?: Bound | undefined;
  readonly atLeast?: Bound | undefined;
  readonly atMost?: Bound | undefined;
  readonly times?: number | undefined;
}

/** What `flywheel check` keeps of a scenario, and how far what from it may be. */
export interface SnapshotChoice {
  /** Metrics; without them, all. */
  readonly metrics?: readonly string[] | undefined;
  /** Metric -> how far it may be from the snapshot, relative. */
  readonly tolerance?: Readonly<Record<string, Scalar>> | undefined;
}

export type Period = 'day' | 'week' | 'month' | 'quarter' | 'year';

export interface Scenario {
  readonly $schema?: string | undefined;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly rotations: number;
  readonly period?: Period | undefined;
  readonly start?: string | undefined;
  readonly currency?: string | undefined;
  readonly channels?: readonly Channel[] | undefined;
  readonly stages: readonly Stage[];
  readonly loops?: readonly Loop[] | undefined;
  readonly market?: { readonly size: number } | undefined;
  readonly customer?: string | undefined;
  readonly overhead?: Quantity | undefined;
  readonly discount?: Scalar | undefined;
  readonly levers?: readonly Lever[] | undefined;
  readonly expect?: readonly Expectation[] | undefined;
  readonly snapshot?: SnapshotChoice | undefined;
}
