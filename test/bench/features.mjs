import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { limitProgram, limitSource, root } from './limit.mjs';
import { bandsOf, bin, runPeer, WORKED_EXAMPLE } from './peers/wheels.mjs';
import { columns, cpuSecondsOf, peakMemoryOf, report, secondsOf, sideBySide } from './timing.mjs';

/** What makes money of a wheel, and what refers to it. */
const MONEY =
  'cost setup revenue margin memberCost memberRevenue reward budget overhead discount currency levers expect'.split(
    ' ',
  );

/**
 * Prints what single features cost, each with its limit: the worked example beside C and NumPy, threads, money, an uncertain
 * number, a comparison, levers, tracking, memory.
 * @param options the Python with NumPy or null, a folder for files, how many runs and rounds
 */
export function reportFeatures(options) {
  const reports = [reportWorkedExample, reportThreads, reportMoney, reportUncertain, reportComparison, reportDecisions];
  for (const print of reports) print(options);
  if (process.env.FLYWHEEL_MEMORY === '1') reportMemory(options);
}

const cpuOf = (args) => cpuSecondsOf(process.execPath, args);
const bandsCpu = (scenario, runs) => () => cpuOf(bandsOf(scenario, runs));

/** The worked example starts so quickly that it takes ten times the runs to be seen. */
function reportWorkedExample({ numpy, folder, runs, rounds }) {
  const many = 10 * runs;
  const program = limitProgram(folder);
  if (!program) console.log(`(no ${limitSource} to compare with)`);
  const contestants = {
    // Without what the program does but for its runs.
    ...(program ? { 'C, this wheel only': () => cpuSecondsOf(program, [many]) - cpuSecondsOf(program, ['0']) } : {}),
    'simulate --bands, one thread': bandsCpu(WORKED_EXAMPLE.scenario, many),
    ...(numpy ? { [`NumPy ${numpy.version}`]: () => runPeer(numpy, WORKED_EXAMPLE, many).cpu } : {}),
  };
  const limits = program ? { 'simulate --bands, one thread': 2 } : {};
  report(`Worked example, ${many} runs, CPU time (aim: 1.5x of C)`, sideBySide(contestants, rounds), limits);
}

function reportThreads({ runs, rounds }) {
  const jobs = (n) => () => {
    const args = [...bandsOf(WORKED_EXAMPLE.scenario, 40 * runs), '--jobs', String(n)];
    return secondsOf(() => execFileSync(process.execPath, args, { stdio: 'ignore' }));
  };
  const medians = sideBySide({ '--jobs 2': jobs(2), '--jobs 1': jobs(1) }, rounds);
  report(`Worked example, ${40 * runs} runs, the clock on the wall (one job at least 1.8x of two)`, medians);
}

/** Adding money is to cost at most half of what the people's draws cost. */
function reportMoney({ folder, runs, rounds }) {
  const moneyless = variant(folder, 'shop-flywheel', withoutMoney);
  const contestants = {
    'without money': bandsCpu([moneyless], runs),
    'with money': bandsCpu(['shop-flywheel'], runs),
  };
  report(`shop-flywheel, ${runs} runs, CPU time`, sideBySide(contestants, rounds), { 'with money': 1.5 });
}

function withoutMoney(scenario) {
  return JSON.parse(JSON.stringify(scenario, (key, value) => (MONEY.includes(key) ? undefined : value)));
}

function reportUncertain({ folder, runs, rounds }) {
  const many = 10 * runs;
  const uncertain = variant(folder, 'hundred-per-cycle', withUncertainAcquire);
  const contestants = {
    'every number certain': bandsCpu(WORKED_EXAMPLE.scenario, many),
    'acquire: 120 of 400': bandsCpu([uncertain, '--rotations', '12'], many),
  };
  report(`Worked example, ${many} runs, CPU time`, sideBySide(contestants, rounds), { 'acquire: 120 of 400': 2 });
}

function withUncertainAcquire(scenario) {
  const acquire = scenario.stages.find(({ id }) => id === 'acquire');
  acquire.conversion = { got: 120, of: 400 };
  return scenario;
}

function reportComparison({ runs, rounds }) {
  const upsell = ['value-journey', '--with', 'upsell'];
  const flags = ['--bands', '--runs', String(runs), '--jobs', '1', '--format', 'json'];
  const [plain, withUpsell] = [bandsCpu(['value-journey'], runs), bandsCpu(upsell, runs)];
  const contestants = {
    'simulate --bands, and with upsell': () => plain() + withUpsell(),
    'compare --with upsell --bands': () => cpuOf([bin, 'compare', ...upsell, ...flags]),
  };
  const limits = { 'compare --with upsell --bands': 2.5 };
  report(`value-journey, ${runs} runs, CPU time`, sideBySide(contestants, rounds), limits);
}

function reportDecisions({ folder, rounds }) {
  const levers = variant(folder, 'shop-flywheel', withTwentyLevers);
  const actuals = join(folder, 'actuals.csv');
  const figures = 'aware,engage,subscribe,convert,excite,ascend,advocate,promote,referred,cash';
  const year = ['--rotations', '12'];
  const plan = ['simulate', 'value-journey', ...year, '--columns', figures, '--format', 'csv', '--output', actuals];
  execFileSync(process.execPath, [bin, ...plan], { stdio: 'ignore' });
  const { ranked, tracked } = sideBySide(
    {
      ranked: () => cpuOf([bin, 'levers', levers]),
      tracked: () => cpuOf([bin, 'track', 'value-journey', actuals, ...year, '--jobs', '1']),
    },
    rounds,
  );
  columns('Decisions, CPU time of the whole command', [
    ['levers: 20 of shop-flywheel, by expected values', `${ranked.toFixed(2)} s`, 'at most 2 s'],
    ['track: value-journey, 12 rotations of 10 figures', `${tracked.toFixed(2)} s`, 'at most 1 s'],
  ]);
}

/** Each lever moves one of the four conversions by a size of its own, for a price of its own. */
function withTwentyLevers(scenario) {
  const links = scenario.stages.slice(1).map(({ id }) => id);
  const levers = Array.from({ length: 20 }, (_, k) => ({
    id: `lever-${k}`,
    cost: 10 + 7 * k,
    changes: [{ path: `stages.${links[k % links.length]}.conversion`, multiply: 1.02 + 0.004 * k }],
  }));
  return { ...scenario, levers, expect: [] };
}

function reportMemory({ runs }) {
  const peak = (n) => peakMemoryOf(bandsOf(['value-journey'], n));
  const [few, many] = [peak(runs), peak(100 * runs)];
  columns('value-journey, peak memory (at most 20 % more)', [
    [`${runs} runs`, `${few.toFixed(0)} MB`, ''],
    [`${100 * runs} runs`, `${many.toFixed(0)} MB`, `${(many / few).toFixed(2)}x`],
  ]);
}

/** The path of what a change makes of a bundled scenario. */
function variant(folder, name, change) {
  const scenario = JSON.parse(readFileSync(join(root, `scenarios/${name}.json`), 'utf8'));
  const path = join(folder, `${change.name}.json`);
  writeFileSync(path, JSON.stringify(change(scenario)));
  return path;
}
