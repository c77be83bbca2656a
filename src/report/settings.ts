import type { Switch } from '../model/plan/active-levers.ts';
import type { Turned } from './knobs.ts';

/** Where the controls of the page stand. */
export interface Settings {
  readonly turned: Turned;
  readonly switches: readonly Switch[];
}
