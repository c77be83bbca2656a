import { defineCommand, SCENARIO } from '../define.ts';
import { CHANGE_FLAGS, OUTPUT_FLAG } from '../options.ts';
import type { ReportFlags } from './run.ts';

const help = `
Examples:
  flywheel report hundred-per-cycle -o wheel.html
      then open wheel.html in a browser: it needs no network
  flywheel report shop-flywheel -o shop.html --with thank-you-note
      a page that starts with a lever on

The page computes with the same engines as this program: every number on it can
be had again with the command that it shows.`;

export const reportCommand = defineCommand<ReportFlags>({
  name: 'report',
  summary: 'one HTML page with sliders, works offline',
  description:
    'Writes one HTML page with the wheel, its charts and tables, and a slider for every rate. It works from disk, without a network or a server.',
  args: [SCENARIO],
  flags: [
    {
      ...OUTPUT_FLAG,
      help: 'the page to write, such as wheel.html: whole or not at all',
      required: true,
    },
    ...CHANGE_FLAGS,
  ],
  help,
  run: async (given, io) => (await import('./run.ts')).runReport(given, io),
});
