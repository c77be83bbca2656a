/** Lets what else is due happen, such as a signal that somebody listens for. */
export const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Milliseconds of the machine's clock, by which work pauses and says how far it is: no answer depends on them. */
export const clock = (): number => Date.now();
