// What the commands do, loaded together once one of them runs: `--help` and `--version` need none of it.
export { runChance } from './chance.ts';
export { runInit } from './init.ts';
export { runScenarios } from './scenarios.ts';
export { runSimulate } from './simulate.ts';
export { runValidate } from './validate.ts';
