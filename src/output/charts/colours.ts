/**
 * Colours that differ in lightness as well as in hue, after Okabe and Ito (2008): they can be told apart with any kind
 * of colour vision, and in grey on paper. They stand on white and on dark grounds alike.
 */
export const BLUE = '#0072B2';
export const SKY = '#56B4E9';
export const ORANGE = '#E69F00';
export const VERMILION = '#D55E00';
export const SLATE = '#4A4F55';

/** Who was bought, dark, and who was referred, light: however many origins there are of each. */
const BOUGHT = [BLUE, '#4195CB', '#00517F', '#6BB0DD', '#2581B9'];
const REFERRED = [ORANGE, '#F7D488', '#C98B00', '#FBE7BF', '#EFBB4A'];

export const boughtColour = (i: number): string => BOUGHT[i % BOUGHT.length];
export const referredColour = (i: number): string => REFERRED[i % REFERRED.length];

/** From low to high in one hue, for heat maps. */
export const RAMP = ['#F2F8FC', '#BFDDF0', '#79B8DE', '#2E8FC7', '#00619B', '#003A5D'];
