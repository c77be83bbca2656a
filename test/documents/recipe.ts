import { parse } from 'yaml';
import { blocks } from './markdown.ts';

/** The workflow that the README gives to teams who keep their plans in a repository. */
export const [recipe] = blocks('README.md', 'yaml');

/** The commands of the recipe, as a runner would execute them. */
export const steps: string[] = parse(recipe).jobs.plans.steps.flatMap(({ run }: { run?: string }) =>
  run ? [run] : [],
);
