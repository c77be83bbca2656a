import { bundledNames } from '../../io/bundled.ts';
import { loadBundled } from '../../io/load.ts';
import type { Outcome, OutputFlags } from '../../io/publish.ts';
import { plain } from '../../output/format/escape.ts';
import { sheetOf } from '../../output/sheet.ts';

/** Lists the bundled scenarios, each with its title. */
export function runScenarios({ format, columns }: OutputFlags): Outcome {
  const scenarios = bundledNames().map((name) => ({ name, title: loadBundled(name).name ?? '' }));
  const rows = scenarios.map(({ name, title }) => [name, title]);
  // Without a header, scripts can take the names from it.
  if (format === 'table' && columns === undefined) return { result: bareList(rows) };
  const publication = {
    command: 'scenarios',
    result: { scenarios },
    csv: () => sheetOf(['name', 'title'], rows),
    grid: () => ({
      title: `${rows.length} bundled scenarios`,
      columns: [
        { header: 'Name', ids: ['name'], rank: 0, text: true },
        { header: 'Title', ids: ['title'], rank: 1, text: true },
      ],
      rows,
      total: null,
      remarks: [],
    }),
    notes: [],
  };
  return { result: publication };
}

function bareList(rows: readonly (readonly string[])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, title]) => `${name.padEnd(width)}  ${plain(title)}\n`).join('');
}
