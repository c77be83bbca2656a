import { renderBars } from './bars.ts';
import type { OutputPlace } from './place.ts';
import type { Publication } from './publication.ts';
import { renderTable } from './table.ts';

/** How wide a table may get where there is no terminal to say so; nothing is left out there. */
const PAGE_COLUMNS = 80;

/** The tables of a publication as text, and the chart below them, fitted to where they go. */
export async function drawnTables(
  { grid, bars }: Pick<Publication, 'grid' | 'bars'>,
  place: OutputPlace,
): Promise<string[]> {
  const room = { columns: place.columns ?? PAGE_COLUMNS, strict: place.columns !== null };
  const style = await place.style();
  const tables = [await grid()].flat().map((one) => renderTable(one, room, style));
  const chart = bars?.() ?? null;
  const texts = [tables.join('\n'), ...(chart ? [`\n${renderBars(chart, room.columns)}`] : [])];
  return Promise.all(texts.map(place.wrapped));
}
