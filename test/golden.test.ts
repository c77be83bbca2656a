import { test } from 'vitest';
import { printsWhatItPrinted, quick } from './golden/digest.ts';

test.each(quick)('$args prints what it printed before, to the last bit', printsWhatItPrinted);
