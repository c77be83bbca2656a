import fc from 'fast-check';

/** Numbers at which formulas, formats or limits may break. */
const NUMBERS: readonly number[] = [
  ...[0, -0, 1, -1, 2, 3, 0.5, -0.5, 0.1 + 0.2, 1e-9, 1 + Number.EPSILON, 0.999_999_999_999],
  ...[1e3, 1e6, 1e9, 1e12, 1e15, 1e16, 1e21, 1e100, 1e300, Number.MAX_VALUE, -1e9, -1e300],
  ...[Number.MIN_VALUE, 1e-300, 1e-16, 2 ** 31, 2 ** 32, Number.MAX_SAFE_INTEGER, 200, 201, 64, 65, 99, 10_001],
];

/** Texts that are written where a number, an id or a label is expected. */
const TEXTS: readonly string[] = [
  ...['', ' ', '0', '30%', '-5%', '1e3%', '86/362', '1/0', '0/0', '1,000', '0,35', '.5', '+3', '5.', '1e999', '-1e999'],
  ...[
    'NaN',
    'Infinity',
    '-Infinity',
    'null',
    'true',
    'undefined',
    '0x10',
    '1_000',
    '９',
    '1e',
    '--',
    '-',
    '=',
    '@',
    ':',
  ],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'initial', 'total', 'ltv', 'active'],
  ...[
    'engage',
    'acquire',
    'advocate',
    'paid',
    'word-of-mouth',
    'referral',
    'repeat',
    'proof',
    'poisson',
    'month',
    'EUR',
  ],
  ...['a.b', 'a..b', '.', '..', 'stages', 'stages.', '.stages', 'stages[0]', 'stages.0.conversion', 'levers.x.cost'],
  ...[
    '\u001b[31mred',
    'a\u202eb',
    'a\nb',
    'a\r\nb',
    'a\tb',
    '\u0000',
    '\ud800',
    '\u2028',
    '\ufeff',
    '=1+1',
    '@SUM(1)',
    '|a|',
  ],
  ...['<script>alert(1)</script>', '`x`', "it's", '"quoted"', '\\', '%s%n', '{{x}}', '$(x)', '推荐', '🎡', 'é', 'ﬁ'],
  ...[
    '{}',
    '[]',
    '[1,2',
    '{"a":1}',
    '{"uniform":[1,2]}',
    '[0.1,0.2,0.3]',
    '{"start":1,"growth":9}',
    '{"repeat":[1,2]}',
    '2027-01',
    '0000-00',
  ],
  ...['x'.repeat(300), '9'.repeat(120), '1'.repeat(400), `1${'0'.repeat(310)}`, '('.repeat(200), '9,'.repeat(300)],
];

export const hostileNumber: fc.Arbitrary<number> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...NUMBERS) },
  { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
  { weight: 2, arbitrary: fc.integer({ min: -3, max: 30 }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000) },
);

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  { weight: 1, arbitrary: hostileNumber.map(String) },
);

/** A number in one of the forms of the scenario format, right or not. */
const form: fc.Arbitrary<unknown> = fc
  .tuple(
    fc.constantFrom(
      'uniform',
      'pert',
      'normal',
      'lognormal',
      'beta',
      'start',
      'exposures',
      'got',
      'list',
      'repeat',
      'season',
    ),
    hostileNumber,
    hostileNumber,
    hostileNumber,
  )
  .map(([kind, a, b, c]) => {
    if (kind === 'list') return [a, b, c];
    if (kind === 'start') return { start: a, [c > 1 ? 'growth' : 'step']: b };
    if (kind === 'season') return { start: a, growth: b, season: [c, a] };
    if (kind === 'exposures') return { exposures: a, notice: b, needed: c };
    if (kind === 'got') return { got: a, of: b };
    return { [kind]: kind === 'pert' || kind === 'repeat' ? [a, b, c] : [a, b] };
  });

/** Anything that JSON can hold, where something else is expected. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: hostileNumber },
  { weight: 3, arbitrary: hostileText },
  { weight: 3, arbitrary: form },
  {
    weight: 1,
    arbitrary: fc.constantFrom(null, true, false, [], {}, [[]], [null], { id: 'x' }, { amount: 1, at: 'x' }),
  },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);
