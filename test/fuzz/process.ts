import { attempt } from './attempt.ts';
import { runBatch } from './batch.ts';
import { programWith } from './faulty.ts';

const fault = process.env.FLYWHEEL_FUZZ_FAULT;
await runBatch(JSON.parse(process.argv[2]), fault ? programWith(fault) : attempt);
process.exit(0);
