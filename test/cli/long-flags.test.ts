import { refusesLong, TEXTS } from './long-texts.ts';

const KINDS = ['digits', '"a=a=" again and again', 'a chance and blanks'];

refusesLong(TEXTS.filter(([name]) => KINDS.includes(name)));
