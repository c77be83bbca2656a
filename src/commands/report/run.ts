import { simulate } from '../../analysis/simulate.ts';
import { isPrinted, outputTo } from '../../io/deliver.ts';
import type { Io } from '../../io/io.ts';
import { loadScenario } from '../../io/load.ts';
import type { Outcome } from '../../io/publish.ts';
import { pagePart, sha256 } from '../../io/report-page.ts';
import type { Change } from '../../model/scenario/change.ts';
import { plain } from '../../output/format/escape.ts';
import type { GivenFlag } from '../../report/embedded.ts';
import { reportHtml } from '../../report/html.ts';
import type { Given } from '../define.ts';
import { idleChanges } from '../unused-flags.ts';

export interface ReportFlags {
  readonly output: string;
}

/** Reads a scenario, changes it, and writes a page that computes it. */
export async function runReport(
  { args: [name], changed, flags: { output } }: Given<ReportFlags>,
  io: Io,
): Promise<Outcome> {
  outputTo(output, name, io);
  const scenario = await loadScenario(name, io, changed.changes);
  const { switches } = changed;
  // What cannot be computed here cannot be there.
  const { notes } = simulate(scenario, { with: switches });
  const html = reportHtml({
    report: { flywheel: 1, source: name, flags: changed.changes.map(flagOf), switches, scenario },
    script: pagePart('page.js'),
    style: pagePart('page.css'),
    licences: pagePart('LICENSES.txt'),
    digest: sha256,
  });
  return {
    result: html,
    notes: [...notes, ...idleChanges(scenario, changed)],
    ...(isPrinted(output) ? {} : { remark: `Wrote ${plain(output)}. Open it in a browser.` }),
  };
}

/** `--volume paid=200` in its two parts. */
function flagOf({ flag }: Change): GivenFlag {
  const [, name = '', value = ''] = /^--([^ ]+) ([\s\S]*)$/.exec(flag) ?? [];
  return { name, value };
}
