import { breath } from '../analysis/breath.ts';
import { blocksOf } from '../analysis/chance/blocks.ts';
import { chanceOfScenario } from '../analysis/chance/chance.ts';
import { Sampler } from '../analysis/chance/sampler.ts';
import { InputError } from '../model/errors.ts';
import type { Switch } from '../model/plan/active-levers.ts';
import type { Scenario } from '../model/scenario/types.ts';
import { type BandsFound, SEED } from './outcome.ts';

/** What the page asks of the thread beside it; a later question takes the place of an earlier one. */
interface Question {
  readonly id: number;
  readonly scenario: Scenario;
  readonly switches: readonly Switch[];
}

/** What it says: how far it is (0..1), what it found and in how many milliseconds, or what is wrong. */
type Answer =
  | { readonly id: number; readonly done: number }
  | { readonly id: number; readonly found: BandsFound; readonly took: number }
  | { readonly id: number; readonly faults: readonly string[] };

/** The thread's end, as far as it is used here. */
interface Scope {
  onmessage: ((event: { data: Question }) => void) | null;
  postMessage(answer: Answer): void;
}

class Superseded extends Error {}

/** Answers questions in a thread, the latest only. */
export function answerQuestions(scope: Scope): void {
  let latest = 0;
  scope.onmessage = async ({ data: { id, scenario, switches } }) => {
    latest = id;
    const pause = async (): Promise<void> => {
      await breath();
      if (latest !== id) throw new Superseded();
    };
    try {
      const began = performance.now();
      const found = await bandsOf(scenario, switches, pause, (done) => scope.postMessage({ id, done }));
      scope.postMessage({ id, found, took: performance.now() - began });
    } catch (error) {
      if (error instanceof Superseded) return;
      scope.postMessage({ id, faults: faultsOf(error) });
    }
  };
}

/** What went wrong, in sentences; a fault of the program would otherwise be lost in its thread. */
const faultsOf = (error: unknown): string[] =>
  error instanceof InputError
    ? error.problems.map(({ message }) => message)
    : [`the bands could not be computed: ${error instanceof Error ? error.message : String(error)}`];

async function bandsOf(
  scenario: Scenario,
  switches: readonly Switch[],
  pause: () => Promise<void>,
  progress: (done: number) => void,
): Promise<BandsFound> {
  const options = { switches, runs: null, seed: SEED, pause };
  const { method, runs, bands } = await chanceOfScenario(scenario, [], options, async (job) => {
    const sampler = new Sampler(job);
    let drawn = 0;
    for (const _ of blocksOf(sampler)) {
      progress(Math.min(1, ++drawn / sampler.blocks));
      await pause();
    }
    return sampler;
  });
  return { method, runs, bands };
}

/** Whoever waits for an answer. */
export interface Listener {
  readonly progress: (done: number) => void;
  readonly found: (found: BandsFound, took: number) => void;
  readonly failed: (faults: readonly string[]) => void;
}

/** The page's end: asks a thread that runs the same script. */
export class BandsThread {
  private readonly script: string;
  private worker: Worker | null = null;
  private asked = 0;
  private listener: Listener | null = null;

  constructor(script: string) {
    this.script = script;
  }

  /** Asks for bands; an earlier question that is still open is dropped. */
  ask(scenario: Scenario, switches: readonly Switch[], listener: Listener): void {
    this.worker ??= this.started();
    this.asked++;
    this.listener = listener;
    this.worker.postMessage({ id: this.asked, scenario, switches } satisfies Question);
  }

  private started(): Worker {
    const worker = new Worker(URL.createObjectURL(new Blob([this.script], { type: 'text/javascript' })));
    worker.onerror = () => this.listener?.failed(['the bands could not be computed in this browser']);
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      if (data.id !== this.asked || !this.listener) return;
      if ('done' in data) this.listener.progress(data.done);
      else if ('found' in data) this.listener.found(data.found, data.took);
      else this.listener.failed(data.faults);
    };
    return worker;
  }
}
