import { plain } from '../output/format/escape.ts';
import { capitalised } from '../output/format/label.ts';
import { customerRemark } from '../output/simulation/money-sentences.ts';
import { headingRemark, resultRemark } from '../output/simulation/outlook-sentences.ts';
import { ruleRemarks } from '../output/simulation/rule-sentences.ts';
import type { Both, PageOutcome } from './outcome.ts';

/** What the wheel does, in the sentences of the command. */
export function Headline({ given, outcome, isChanged }: Both) {
  const [now, before] = [resultOf(outcome), resultOf(given)];
  const { scenario, simulation, insight } = outcome;
  const more = [
    headingRemark(scenario, simulation, insight.outlook),
    simulation.journey !== null ? customerRemark(scenario, simulation, insight) : '',
    ...simulation.notes,
  ].filter((sentence) => sentence !== '');
  return (
    <section class="headline" aria-label="What the wheel does">
      <p class="result" aria-live="polite">
        {plain(now)}
      </p>
      {isChanged && before !== now && <p class="was-sentence">As given: {plain(before)}</p>}
      {more.map((sentence) => (
        <p key={sentence} class="more">
          {plain(sentence)}
        </p>
      ))}
    </section>
  );
}

const resultOf = ({ scenario, simulation, insight }: PageOutcome): string =>
  resultRemark(scenario, simulation) || headingRemark(scenario, simulation, insight.outlook);

const RULES = [
  { key: 'smooth', gloss: 'Each stage leads to the next, and the last back to the first.' },
  { key: 'easier', gloss: 'Each rotation is easier: more of it comes by itself.' },
  { key: 'moreEfficient', gloss: 'Each rotation is more efficient: a customer takes less.' },
] as const;

/** The three rules of a flywheel: name, verdict, and the command's sentence. */
export function Rules({ outcome: { scenario, simulation, insight } }: { outcome: PageOutcome }) {
  const sentences = ruleRemarks(scenario, simulation, insight);
  return (
    <section class="rules" aria-label="The three rules of a flywheel">
      {RULES.map(({ key, gloss }, i) => {
        const { holds } = simulation.summary.rules[key];
        // "Easier: yes, ..." and "Smooth: yes. ..." are said under their names.
        const [name, ...says] = sentences[i].split(': ');
        return (
          <div key={key} class={holds ? 'rule holds' : 'rule broken'}>
            <h2>
              {name} <span class="mark">{holds ? '✓ yes' : '✗ no'}</span>
            </h2>
            <p class="gloss">{gloss}</p>
            <p class="says">{plain(capitalised(says.join(': ').replace(/^(?:yes|no)[,.] /, '')))}</p>
          </div>
        );
      })}
    </section>
  );
}
