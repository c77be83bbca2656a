import { type CommandSpec, SCENARIO } from '../command.ts';
import { addChangeFlags, type ChangeOptions } from '../options.ts';
import type { ReportFlags } from './run.ts';

const help = `
Examples:
  flywheel report hundred-per-cycle -o wheel.html
      then open wheel.html in a browser: it needs no network
  flywheel report shop-flywheel -o shop.html --with thank-you-note
      a page that starts with a lever on

The page computes with the same engines as this program: every number on it can
be had again with the command that it shows.`;

export const reportCommand: CommandSpec = {
  name: 'report',
  summary: 'one HTML page with sliders, works offline',
  takes: [SCENARIO],
  fill: (command, io) => {
    const changed: ChangeOptions = { changes: [], switches: [] };
    command
      .description(
        'Writes one HTML page with the wheel, its charts and tables, and a slider for every rate. It works from disk, without a network or a server.',
      )
      .requiredOption('-o, --output <file>', 'the page to write, such as wheel.html: whole or not at all')
      .addHelpText('after', help);
    addChangeFlags(command, changed);
    command.action(async (name: string, flags: ReportFlags) => {
      const { runReport } = await import('./run.ts');
      await runReport(name, changed, flags, io);
    });
  },
};
