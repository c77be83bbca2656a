// The standard error of the difference that a change makes, with the same luck for both wheels and with luck of their
// own, from as many runs. FLYWHEEL_RUNS says how many.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundled, root } from './limit.mjs';

const RUNS = Number(process.env.FLYWHEEL_RUNS ?? 20_000);
/** The standard error has to be so many times smaller with the same luck. */
const LEAST = 3;

const rate = (value) => ({ flag: '', knob: 'referral-rate', of: null, value });
const set = (path, value) => ({ flag: '', set: path, value });
const knob = (name, of, value) => ({ flag: '', knob: name, of, value });
const rotations = knob('rotations', null, 12);

/** Scenario, what both wheels have, metric, and what the second has: changes or a lever. */
const CASES = [
  ['referral rate 1 -> 1.1', 'hundred-per-cycle', [rotations], 'engage@12', [rate(1.1)]],
  ['referral rate 1 -> 1.1, total', 'hundred-per-cycle', [rotations], 'total:engage', [rate(1.1)]],
  ['referral rate 1 -> 2', 'hundred-per-cycle', [rotations], 'engage@12', [rate(2)]],
  ['acquire 30% -> 33%', 'hundred-per-cycle', [rotations], 'engage@12', [knob('conversion', 'acquire', 0.33)]],
  ['advocate 45% -> 50%', 'hundred-per-cycle', [rotations], 'engage@12', [knob('conversion', 'advocate', 0.5)]],
  ['volume 100 -> 110', 'hundred-per-cycle', [rotations], 'engage@12', [knob('volume', null, 110)]],
  [
    'Poisson referrals, 1 -> 1.1',
    'hundred-per-cycle',
    [rotations, set('loops.word-of-mouth.offspring', 'poisson')],
    'engage@12',
    [rate(1.1)],
  ],
  [
    '10,000 per cycle, acquire 30% -> 33%',
    'hundred-per-cycle',
    [rotations, knob('volume', null, 10_000)],
    'engage@12',
    [knob('conversion', 'acquire', 0.33)],
  ],
  [
    '10,000 per cycle, acquire 48% -> 52%',
    'hundred-per-cycle',
    [rotations, knob('volume', null, 10_000), knob('conversion', 'acquire', 0.48)],
    'engage@12',
    [knob('conversion', 'acquire', 0.52)],
  ],
  [
    'uncertain acquire, rate 1 -> 1.1',
    'hundred-per-cycle',
    [rotations, set('stages.acquire.conversion', { beta: [30, 70] })],
    'engage@12',
    [rate(1.1)],
  ],
  [
    '12 and 18 rotations, rate 1 -> 1.1',
    'hundred-per-cycle',
    [rotations],
    'engage@12',
    [knob('rotations', null, 18), rate(1.1)],
  ],
  ['shop-flywheel, e-mail series', 'shop-flywheel', [], 'cash', 'email-series'],
  ['value-journey, welcome-10', 'value-journey', [rotations], 'convert@12', 'welcome-10'],
  ['value-journey, upsell', 'value-journey', [rotations], 'cash', 'upsell'],
  ['value-journey, loyalty programme', 'value-journey', [rotations], 'cash', 'loyalty-programme'],
];

const folder = mkdtempSync(join(tmpdir(), 'flywheel-bench-'));
try {
  const { readScenario, PairedSampler, Sampler, blocksOf } = await bundled(
    folder,
    `export { readScenario } from './model/scenario/read.ts';
    export { blocksOf } from './analysis/chance/blocks.ts';
    export { PairedSampler } from './analysis/chance/paired-sampler.ts';
    export { Sampler } from './analysis/chance/sampler.ts';`,
  );
  const drawn = (sampler) => {
    const before = process.cpuUsage();
    for (const _ of blocksOf(sampler));
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  };
  console.log(`Standard error of the mean difference, ${RUNS} runs each, Node ${process.version}`);
  console.log(
    `  ${''.padEnd(38)} ${'same luck'.padStart(12)} ${'own luck'.padStart(12)} ${'ratio'.padStart(7)} ${'at most'.padStart(9)}   CPU, same and own`,
  );
  for (const [title, name, common, metric, change] of CASES) {
    const text = readFileSync(join(root, `scenarios/${name}.json`), 'utf8');
    const changes = typeof change === 'string' ? [] : change;
    const switches = typeof change === 'string' ? [{ lever: change, from: 1 }] : [];
    const contestants = [
      { scenario: readScenario(text, { changes: common }), switches: [] },
      { scenario: readScenario(text, { changes: [...common, ...changes] }), switches },
    ];
    const job = { contestants, seed: '1', runs: RUNS, metrics: [metric] };
    const paired = new PairedSampler(job);
    const samePaid = drawn(paired);
    const same = paired.duelOf(1, metric).difference.sd / Math.sqrt(RUNS);
    let ownPaid = 0;
    const deviations = [];
    for (const [c, contestant] of contestants.entries()) {
      const alone = { ...contestant, seed: `${c} own`, runs: RUNS, metrics: [metric], goals: [] };
      const sampler = new Sampler(alone);
      ownPaid += drawn(sampler);
      deviations.push(sampler.bands()[0].sd / Math.sqrt(RUNS));
    }
    const [a, b] = deviations;
    const own = Math.sqrt(a * a + b * b);
    const ratio = own / same;
    // No way to pair two wheels gets below the difference of their deviations.
    const best = own / Math.abs(a - b);
    const verdict = ratio >= LEAST ? '' : `   (below ${LEAST}${best < LEAST ? ', as with any pairing' : ''})`;
    console.log(
      `  ${title.padEnd(38)} ${same.toPrecision(4).padStart(12)} ${own.toPrecision(4).padStart(12)} ${ratio.toFixed(2).padStart(6)}x ${best.toFixed(1).padStart(8)}x   ${samePaid.toFixed(2)} s, ${ownPaid.toFixed(2)} s${verdict}`,
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}
