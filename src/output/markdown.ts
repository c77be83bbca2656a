import { plain } from './format/escape.ts';
import { type Grid, remarksWith } from './grid.ts';

/** Draws grids as Markdown tables, one below the other. */
export const markdownTables = (grids: readonly Grid[]): string[] => [grids.map(renderMarkdown).join('\n')];

/** Draws a grid as a Markdown table (GitHub flavour), its title in bold above and its remarks below. */
export function renderMarkdown(grid: Grid): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(literal).join(' | ')} |`;
  const ruler = `| ${grid.columns.map(({ text }) => (text ? ':---' : '---:')).join(' | ')} |`;
  const rows = [...grid.rows, ...(grid.total ? [grid.total] : [])];
  const table = [line(grid.columns.map(({ header }) => header)), ruler, ...rows.map(line)];
  const remarks = remarksWith(
    grid,
    grid.columns.map(({ header }) => header),
  );
  const paragraphs = [
    `**${literal(grid.title)}**`,
    ...(grid.lead ?? []).map(literal),
    table.join('\n'),
    ...remarks.map(literal),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

/** Text that Markdown shows as it is: no cell border, no link, no HTML. */
function literal(text: string): string {
  return plain(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_[\]|#~!]/g, '\\$&')
    .replace(/:\/\/|www\.|@/gi, (link) => link.replace(/[:.@]/, (mark) => `&#${mark.charCodeAt(0)};`));
}
