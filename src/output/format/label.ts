import type { Scenario } from '../../model/scenario/types.ts';

/** What people call the stages, channels, loops and levers of a scenario. Not yet fit for a terminal: see `plain`. */
export function labelOf(scenario: Scenario, list: 'stages' | 'channels' | 'loops' | 'levers', id: string): string {
  const member = scenario[list]?.find((candidate) => candidate.id === id);
  return member?.label || capitalised(id.replaceAll('-', ' '));
}

/** "month" at the start of a line: "Month". */
export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
