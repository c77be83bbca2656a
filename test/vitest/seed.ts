import fc from 'fast-check';
import { cases } from '../cases.ts';

// The same random inputs in every run, so that a build turns red for a change and never for its luck.
fc.configureGlobal({ seed: Number(process.env.FLYWHEEL_SEED ?? 1), numRuns: cases(100) });
