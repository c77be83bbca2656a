import { plain } from '../output/format/escape.ts';
import type { Grid } from '../output/grid.ts';

/** A table longer than this shows its beginning and its end. */
const MOST_ROWS = 120;

/** A grid as a table; where a number was another one as given, that stands below it. */
export function Table({ caption, grid, given }: { caption: string; grid: Grid; given: Grid | null }) {
  const lines = grid.rows.map((cells, i) => ({ cells, before: given?.rows[i] ?? null, key: i }));
  const half = MOST_ROWS / 2;
  const isLong = lines.length > MOST_ROWS;
  const shown = isLong ? [...lines.slice(0, half), null, ...lines.slice(-half)] : lines;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the arrow keys
    <section class="table" aria-label={caption} tabIndex={0}>
      <table>
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {grid.columns.map(({ header, text }, i) => (
              <th key={i} scope="col" class={text ? 'text' : ''}>
                {plain(header) || ' '}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((line) =>
            line ? (
              <Row key={line.key} cells={line.cells} before={line.before} columns={grid.columns} />
            ) : (
              <tr key="gap">
                <td colSpan={grid.columns.length} class="gap">
                  … {lines.length - MOST_ROWS} more rows: the command below prints them all …
                </td>
              </tr>
            ),
          )}
        </tbody>
        {grid.total && (
          <tfoot>
            <Row cells={grid.total} before={given?.total ?? null} columns={grid.columns} />
          </tfoot>
        )}
      </table>
    </section>
  );
}

interface RowProps {
  readonly cells: readonly string[];
  readonly before: readonly string[] | null;
  readonly columns: Grid['columns'];
}

function Row({ cells, before, columns }: RowProps) {
  return (
    <tr>
      {cells.map((cell, i) => {
        const was = before?.[i];
        if (i === 0) {
          return (
            <th key={i} scope="row" class={columns[i].text ? 'text' : ''}>
              {plain(cell)}
            </th>
          );
        }
        return (
          <td key={i} class={columns[i].text ? 'text' : ''}>
            <span class="now">{plain(cell)}</span>
            {was !== undefined && was !== cell && (
              <span class="was">
                <span class="unseen">, as given </span>
                {plain(was)}
              </span>
            )}
          </td>
        );
      })}
    </tr>
  );
}
