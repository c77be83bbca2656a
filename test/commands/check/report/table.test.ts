import { expect, test } from 'vitest';
import { checkGrids } from '../../../../src/commands/check/report/table.ts';
import type { CheckedFile } from '../../../../src/commands/check/status.ts';

const fresh = (path: string): CheckedFile => ({
  ...{ path, status: 'new', snapshot: 'missing', assertions: [], inputs: [], differences: [] },
  ...{ problems: [], warnings: [], place: null, assertionPlaces: [], seconds: { run: 0, snapshot: 0 } },
});

test('thousands of new scenarios are counted as in every table', () => {
  const files = Array.from({ length: 1200 }, (_, i) => fresh(`${i}.json`));
  const [{ title, remarks }] = checkGrids({ files, skipped: 0 });
  expect(title).toContain('1,200 scenarios');
  expect(remarks).toEqual(['To keep the numbers of the 1,200 new scenarios, add --update.']);
});
