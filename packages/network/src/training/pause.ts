/**
 * Lets whatever waits have its turn: the page, input, timers. A timer of 0 ms would itself wait, 1 ms in Node and 4 ms
 * in a page.
 */
export function pause(): Promise<void> {
  return new Promise((awake) => {
    // Node loads its part of the web, 130 modules, when a program first touches MessageChannel: that takes 70 ms.
    if (typeof setImmediate === "function") setImmediate(awake);
    else {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        awake();
      };
      port2.postMessage(0);
    }
  });
}
