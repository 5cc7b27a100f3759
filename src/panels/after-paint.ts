/** Work that can wait until the browser has shown what there is: in the order in which it was asked for. */
export const afterPaint = (act: () => void): void => {
  requestAnimationFrame(() => {
    // A message is taken after the frame is painted; a timer might be held back.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      act();
    };
    port2.postMessage(null);
  });
};
