import { flywheel } from '../../cli/session.ts';

/** The JSON document of a comparison. */
export const json = async (...args: string[]) =>
  JSON.parse((await flywheel(['compare', ...args, '--format', 'json'])).out);

/** What it says of a metric. */
export const row = (document: { metrics: { metric: string }[] }, name: string) =>
  document.metrics.find(({ metric }) => metric === name) as unknown as {
    values: (number | null)[];
    change: (number | null)[];
    relative: (number | null)[];
    bands?: ({ p5: number; method: string } | null)[];
    beats?: ({ probability: number; ties: number; difference: { mean: number; sd: number } } | null)[];
  };

export const RATE = 'loops.word-of-mouth.perMember';

/** Arrivals at the first stage in the last rotation of the worked example, by hand: 0.30 x 0.75 x 0.45 become advocates. */
export function engaged(rate: number, rotations: number, volume = 100): number {
  let [here, advocates] = [0, 0];
  for (let t = 1; t <= rotations; t++) {
    here = volume + rate * advocates;
    advocates += here * 0.3 * 0.75 * 0.45;
  }
  return here;
}
