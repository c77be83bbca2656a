import { test } from 'vitest';
import { long, printsWhatItPrinted } from './golden/digest.ts';

test.each(long)('$args prints what it printed before, to the last bit', printsWhatItPrinted);
