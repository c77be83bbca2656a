import { runBatch } from './batch.ts';

await runBatch(JSON.parse(process.argv[2]));
process.exit(0);
