/** Work that can wait until the browser has shown what there is: in the order in which it was asked for. */

let waiting: (() => void)[] = [];

const takeUp = (): void => {
  const acts = waiting;
  waiting = [];
  // A message is taken after the frame is painted; a timer might be held back.
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    for (const act of acts) act();
  };
  port2.postMessage(null);
};

export const afterPaint = (act: () => void): void => {
  waiting.push(act);
  if (waiting.length === 1) requestAnimationFrame(takeUp);
};
