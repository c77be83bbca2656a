import { factorOf } from '../../model/scenario/number-target.ts';
import type { Scenario } from '../../model/scenario/types.ts';
import { capitalised, labelOf } from './label.ts';

const LISTS = ['stages', 'channels', 'loops', 'levers'] as const;

/**
 * What people call numbers of a scenario: "Acquire: conversion", "Word of mouth: per member", "Overhead", and of a factor on
 * one "Factor on Paid: volume". Numbers that would share a name keep their paths.
 * @param paths such as `stages.acquire.conversion`, or `channels.paid.volume*`
 */
export function numberLabels(scenario: Scenario, paths: readonly string[]): string[] {
  const labels = paths.map((path) => numberLabel(scenario, path));
  return labels.map((label, i) => (labels.indexOf(label) === labels.lastIndexOf(label) ? label : paths[i]));
}

/** What stands over values that vary: the path of a number, as `--set` takes it, and in words that they are factors. */
export const variedHeading = (scenario: Scenario, path: string): string =>
  factorOf(path) === null ? path : numberLabel(scenario, path);

function numberLabel(scenario: Scenario, path: string): string {
  const changed = changedBy(scenario, path);
  if (changed) return `${labelOf(scenario, 'levers', changed.lever)}: effect on ${numberLabel(scenario, changed.path)}`;
  const multiplied = factorOf(path);
  if (multiplied !== null) return `Factor on ${numberLabel(scenario, multiplied)}`;
  const [first, id, ...rest] = path.split('.');
  const list = LISTS.find((name) => name === first);
  if (list === undefined || rest.length === 0) return capitalised(path.split('.').map(inWords).join(' '));
  return `${labelOf(scenario, list, id)}: ${RESPONSES[rest.join('.')] ?? rest.map(inWords).join(' ')}`;
}

/** The lever, and the number that it changes, of the path of such a change: `levers.offer.changes[0].multiply`. */
function changedBy({ levers = [] }: Scenario, path: string): { lever: string; path: string } | null {
  const [, lever, i] = /^levers\.([^.]+)\.changes\[(\d+)\]/.exec(path) ?? [];
  const change = levers.find(({ id }) => id === lever)?.changes?.[Number(i)];
  return change ? { lever, path: change.path } : null;
}

/** What the numbers of a channel's diminishing returns are, which their keys say in short. */
const RESPONSES: Readonly<Record<string, string>> = {
  'response.most': 'most prospects',
  'response.half': 'budget for half of them',
  'response.slope': 'slope of returns',
  'response.carry': 'carry-over of budget',
};

/** A key as words: "perMember" as "per member". */
const inWords = (key: string): string => key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
