import { refusesLong, TEXTS } from './long-texts.ts';

refusesLong(TEXTS);
