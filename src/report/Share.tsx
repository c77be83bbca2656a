import { useState } from 'preact/hooks';
import { plain } from '../output/format/escape.ts';
import { commandLine, fileNameFor } from './command-line.ts';
import type { Report } from './embedded.ts';
import { changesOf, knobFlags, type PageKnob } from './knobs.ts';
import { scenarioText } from './outcome.ts';
import type { Settings } from './settings.ts';

interface Props {
  readonly report: Report;
  readonly knobs: readonly PageKnob[];
  /** Where the controls stood when the numbers of the page were computed. */
  readonly settings: Settings;
  readonly chance: boolean;
  /** True where the controls stand at something that cannot be computed. */
  readonly isFaulty: boolean;
}

/** Two ways to take the state of the page elsewhere: the command that comes to it, and the scenario as changed. */
export function Share({ report, knobs, settings, chance, isFaulty }: Props) {
  const [copied, setCopied] = useState('');
  const command = commandLine(report, knobFlags(knobs, settings.turned), settings.switches, chance);
  const file = fileNameFor(report.source);
  const own = commandLine({ source: file, flags: [] }, [], settings.switches, chance);
  const copy = async (): Promise<void> => {
    const done = await toClipboard(command);
    setCopied(done ? command : '');
  };
  return (
    <section class="section share" aria-label="Take it elsewhere">
      <h2>Take it elsewhere</h2>
      <p>The command that comes to these numbers:</p>
      <pre class="command" id="command">
        {plain(command)}
      </pre>
      {report.source === '-' && (
        <p class="remark">
          The scenario came from standard input: give it there again, or save it here and name the file.
        </p>
      )}
      <p class="buttons">
        <button type="button" class="primary" onClick={copy} disabled={isFaulty}>
          Copy as command
        </button>
        <button
          type="button"
          onClick={() => save(file, scenarioText(report.scenario, changesOf(knobs, settings.turned)))}
          disabled={isFaulty}
        >
          Download scenario
        </button>
        <span role="status">{copied === command && command !== '' ? 'Copied' : ''}</span>
      </p>
      <p class="remark">
        The download is called {file}; <code>{plain(own)}</code> comes to the same numbers.
      </p>
    </section>
  );
}

/** Puts a text on the clipboard; pages from disk may not be trusted with it, then the old way serves. */
async function toClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    field.className = 'unseen';
    document.body.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    return done;
  }
}

function save(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
