// What the commands do, loaded together once one of them runs: `--help` and `--version` need none of it.
export { runInit } from './init.ts';
export { runScenarios } from './scenarios.ts';
export { runSimulate } from './simulate.ts';
export { runValidate } from './validate.ts';
