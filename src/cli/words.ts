import { linesOf } from '../output/format/lines.ts';

/** Terms that the program's tables and sentences use, and what each means. */
const WORDS: readonly (readonly [string, string])[] = [
  [
    'rotation',
    'One turn of the wheel, such as a month: people arrive, go on from stage to stage, and members bring others.',
  ],
  [
    'stage',
    'A step of the customer lifecycle, such as Trial or Subscriber. Some go on to the next one, the rest are lost or wait.',
  ],
  ['conversion rate', 'The share of those at one stage who go on to the next: 30% of 100 is 30.'],
  ['channel', 'Where new prospects come from without the help of members: ads, search, the shop window.'],
  [
    'member',
    'Somebody who reached a stage and still belongs to it, such as a subscriber. Active are those who have not left.',
  ],
  ['retention', 'The share of members who are still there one rotation later. 90% means that one in ten leaves.'],
  ['loop', 'Members who make the wheel turn by itself: they bring new people, buy again, or make others trust you.'],
  ['referral rate', 'How many new prospects one active member brings per rotation: 0.5 is one for every two members.'],
  ['referred share', 'Of the people arriving at the first stage, the share whom members brought.'],
  ['proof', 'Members who make others trust you, as reviews do: the more of them, the higher a conversion rate.'],
  ['market', 'All people there are to win. The more of them are reached, the fewer are new.'],
  ['gain', 'How many more arrive at the first stage than would without loops.'],
  ['lever', 'Something you can do, such as an offer: a change of some numbers, with what it costs.'],
  ['outlay', 'All that a lever makes you spend, also for the additional people whom it brings.'],
  [
    'CAC',
    'Customer acquisition cost: what winning one customer costs, everything before the first order included. Media CAC counts only what channels and referrals cost.',
  ],
  [
    'LTV',
    'Lifetime value: what one customer brings in from the first order to the end of the scenario, less what serving them costs.',
  ],
  ['payback', 'How long it takes until a customer has brought in what winning them cost.'],
  ['break-even', 'The first rotation from which cash stays above zero.'],
  ['npv', 'Net present value: all profits, those further ahead counting less by the discount rate.'],
  [
    'kFactor',
    'How many people one referred person goes on to bring over time. At 1 and above, referrals alone keep growing.',
  ],
  ['steady state', 'Where arrivals settle if all numbers stay as they are.'],
  ['elasticity', 'By how many percent a result moves when a number moves by one percent.'],
  [
    'range, 5% and 95%',
    'Where a number ends up nine times in ten: one time in twenty it is lower, one time in twenty higher.',
  ],
  ['median', 'The value in the middle: as often missed as passed.'],
  [
    'uncertain number',
    'A number of which you know only about where it lies, such as 12 orders of 400 visits. Every run draws it anew.',
  ],
  [
    'run, seed',
    'One wheel played through with dice. The same seed rolls the same dice, so that an answer can be repeated.',
  ],
  ['exact', 'Computed without dice: all that can happen, weighed by how likely it is.'],
  ['standard error', 'How far an answer from runs is typically off. More runs make it smaller.'],
  ['snapshot', 'A file with the numbers that you agreed to. check says when they are different.'],
];

const INDENT = '    ';

/** What the words mean, in lines that fit. */
export function explainedWords(columns: number): string {
  const entries = WORDS.map(([word, meaning]) =>
    [`  ${word}`, ...linesOf(meaning, columns - INDENT.length).map((line) => INDENT + line)].join('\n'),
  );
  return `The words that flywheel uses:\n\n${entries.join('\n')}\n`;
}
