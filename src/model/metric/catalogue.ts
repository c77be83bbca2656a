/**
 * Every metric there is, an entry each. Whatever shows, names, completes, compares or stores metrics reads it here; how
 * a figure of a rotation is computed stands in analysis/rotation-figures.ts, which has a function for each key of SERIES.
 */

/** What the values of a metric are, and so how they are written. `times` is one amount over another, such as 2.2. */
export type Unit = 'people' | 'money' | 'share' | 'factor' | 'times' | 'rotation' | 'rotations';

/**
 * Where a metric is read from: `count`, a whole number that the engines count exactly, draw, or expect; `people`, other
 * figures from the flow of people; `money`, from the ledger, and null in a scenario without money; `wheel`, from what
 * links and loops are like in the last rotation.
 */
export type MetricSource = 'count' | 'people' | 'money' | 'wheel';

export interface Entry {
  /** Of values that are no numbers, what they are: the id of a stage, or true and false. */
  readonly unit: Unit | 'stage' | 'truth';
  readonly source: MetricSource;
  /** True for a sum of people or of money: values of several rotations add up, as those of a quotient do not. */
  readonly isSum?: true;
  readonly lessIsBetter?: true;
  /** True for a number of people, or a share, that may be below 0 as a difference may. */
  readonly isSigned?: true;
  /** True for money that the costs of levers are part of. */
  readonly hasLeverCosts?: true;
  /** True for an amount that holds those of all rotations before. */
  readonly isCumulative?: true;
  /** At the head of a column; without one the name stands there. */
  readonly label?: string;
  /** What it is, in up to 50 letters: a terminal has no room for more beside the name. */
  readonly about: string;
}

/** An entry for what every rotation has one of. */
export interface SeriesEntry extends Entry {
  readonly label: string;
  /** Over a chart, where that is another one. */
  readonly title?: string;
  /** True for what `chance` and `simulate --bands` give a band in every rotation. */
  readonly hasBand?: true;
  /** Of money with a column in `simulate --view money`, when that goes where room is short: 0 never, the highest first. */
  readonly rank?: number;
}

const PEOPLE = { unit: 'people', source: 'count', isSum: true } as const;
const AMOUNT = { unit: 'money', source: 'money', isSum: true } as const;
const PER_HEAD = { unit: 'money', source: 'money' } as const;

/** What every rotation has one of, besides the counts of its stages; in the order of columns and documents. */
export const SERIES = {
  referred: {
    ...PEOPLE,
    hasBand: true,
    label: 'Referred',
    title: 'Referred people',
    about: 'arrivals at the first stage by referral',
  },
  gain: {
    ...PEOPLE,
    isSigned: true,
    hasBand: true,
    label: 'Gain',
    about: 'arrivals at the first stage that loops add',
  },
  referredShare: {
    unit: 'share',
    source: 'people',
    label: 'Referred share',
    about: 'share of first-stage arrivals by referral',
  },
  revenue: {
    ...AMOUNT,
    hasBand: true,
    rank: 3,
    label: 'Revenue',
    about: 'what arrivals, visits and members bring in',
  },
  cost: {
    ...AMOUNT,
    lessIsBetter: true,
    hasLeverCosts: true,
    hasBand: true,
    rank: 4,
    label: 'Cost',
    about: 'all that is paid, levers and overhead included',
  },
  spend: {
    ...AMOUNT,
    lessIsBetter: true,
    rank: 6,
    label: 'Spend',
    about: 'paid for prospects, and as rewards',
  },
  profit: {
    ...AMOUNT,
    hasLeverCosts: true,
    hasBand: true,
    rank: 1,
    label: 'Profit',
    about: 'revenue less cost',
  },
  cash: {
    ...AMOUNT,
    isCumulative: true,
    hasLeverCosts: true,
    hasBand: true,
    rank: 0,
    label: 'Cash',
    title: 'Cash so far',
    about: 'profit of this and all rotations before',
  },
  cac: {
    ...PER_HEAD,
    lessIsBetter: true,
    hasLeverCosts: true,
    rank: 2,
    label: 'CAC',
    title: 'Cost of a customer (CAC)',
    about: 'cost of a customer: spend, earlier stages, levers',
  },
  mediaCac: {
    ...PER_HEAD,
    lessIsBetter: true,
    rank: 7,
    label: 'Media CAC',
    title: 'Spend per customer (media CAC)',
    about: 'spend per customer',
  },
  keepCost: {
    ...PER_HEAD,
    lessIsBetter: true,
    rank: 5,
    label: 'Keep cost',
    title: 'Cost of keeping a member',
    about: 'member cost per member',
  },
} as const satisfies Readonly<Record<string, SeriesEntry>>;

/** Figures of the whole run that are numbers. */
export const FIGURES = {
  npv: {
    ...AMOUNT,
    hasLeverCosts: true,
    label: 'NPV',
    about: 'profit of the run at its present value',
  },
  cashBreakEven: {
    unit: 'rotation',
    source: 'money',
    lessIsBetter: true,
    about: 'from when on cash stays at 0 or above',
  },
  ltv: {
    ...PER_HEAD,
    label: 'LTV',
    about: 'worth of a customer of the first rotation',
  },
  ltvToCac: {
    unit: 'times',
    source: 'money',
    about: 'ltv over the average cost of a customer',
  },
  cacPayback: {
    unit: 'rotations',
    source: 'money',
    lessIsBetter: true,
    about: 'when a customer has paid back what winning cost',
  },
  referralValue: {
    ...PER_HEAD,
    about: 'what the referrals of a customer add to ltv',
  },
  kFactor: {
    unit: 'factor',
    source: 'wheel',
    about: 'people whom one referred person brings in turn',
  },
  intrinsicGrowth: {
    unit: 'factor',
    source: 'wheel',
    about: 'growth per rotation by referrals alone',
  },
  steadyState: {
    unit: 'people',
    source: 'wheel',
    about: 'where arrivals at the first stage settle',
  },
} as const satisfies Readonly<Record<string, Entry>>;

/** The three rules of a flywheel. */
export const RULES = {
  smooth: {
    unit: 'truth',
    source: 'wheel',
    about: 'every link and some loop lets people through',
  },
  easier: {
    unit: 'truth',
    source: 'people',
    about: 'the referred share never falls',
  },
  moreEfficient: {
    unit: 'truth',
    source: 'people',
    about: 'what a customer takes to win never rises',
  },
} as const satisfies Readonly<Record<string, Entry>>;

/** One prospect on the way, at each stage; `about` goes on with its label. */
export const JOURNEY = {
  reach: { unit: 'share', source: 'money', about: 'chance that a prospect gets to' },
  cost: { ...PER_HEAD, lessIsBetter: true, about: 'what a prospect has cost up to' },
  revenue: { ...PER_HEAD, about: 'what a prospect has brought in up to' },
  net: { ...PER_HEAD, about: 'what a prospect has earned up to' },
  step: { ...PER_HEAD, about: 'what a prospect adds to that at' },
} as const satisfies Readonly<Record<string, Entry>>;

/** What there is one of for each stage, pool or origin, whose label `about` goes on with; and figures of two words. */
export const OTHERS = {
  arrivals: { ...PEOPLE, about: 'arrivals at' },
  returning: { ...PEOPLE, about: 'visits returning to' },
  active: { ...PEOPLE, about: 'active members of' },
  lapsed: { ...PEOPLE, lessIsBetter: true, about: 'members who left' },
  ltvOf: { ...PER_HEAD, about: 'ltv of a customer who came by' },
  weakest: { unit: 'stage', source: 'wheel', about: 'the stage that the weakest link leads to' },
  onePointAdds: {
    unit: 'factor',
    source: 'wheel',
    about: 'arrivals that one more point there adds',
  },
  breakEvenStage: {
    unit: 'stage',
    source: 'money',
    about: 'first stage where a prospect has paid back',
  },
} as const satisfies Readonly<Record<string, Entry>>;

export type SeriesKey = keyof typeof SERIES;
export type FigureKey = keyof typeof FIGURES;
export type RuleKey = keyof typeof RULES;
export type JourneyKey = keyof typeof JOURNEY;

/** The figures of a rotation that are read from one source. */
export type SeriesFrom<S extends MetricSource> = {
  [K in SeriesKey]: (typeof SERIES)[K]['source'] extends S ? K : never;
}[SeriesKey];

/** The figures of the run that are read from one source. */
export type FigureFrom<S extends MetricSource> = {
  [K in FigureKey]: (typeof FIGURES)[K]['source'] extends S ? K : never;
}[FigureKey];

const keysOf = <K extends string>(table: Readonly<Record<K, unknown>>): readonly K[] => Object.keys(table) as K[];

export const SERIES_KEYS: readonly SeriesKey[] = keysOf(SERIES);
export const FIGURE_KEYS: readonly FigureKey[] = keysOf(FIGURES);
export const RULE_KEYS: readonly RuleKey[] = keysOf(RULES);
export const JOURNEY_KEYS: readonly JourneyKey[] = keysOf(JOURNEY);

/** The figures that are read from the ledger, and so are null in a scenario without money. */
export type MoneyKey = SeriesFrom<'money'>;
export const isOfMoney = (key: SeriesKey): key is MoneyKey => SERIES[key].source === 'money';

/** The entry of a figure of a rotation, with all that an entry may say. */
export const seriesEntry = (key: SeriesKey): SeriesEntry => SERIES[key];
