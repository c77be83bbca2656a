/**
 * Ends once everything else that is due has happened: a message, a click, an abort. In browsers and in Node alike; a timer
 * would wait for 1 ms in Node, and for 4 ms in a browser.
 */
export function breath(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}
