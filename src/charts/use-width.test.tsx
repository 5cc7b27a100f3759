/**
 * How pictures follow the size of the window: once it rests, in turns, and only to where it is by then.
 * @vitest-environment happy-dom
 */
import { act, type ReactElement, useLayoutEffect, useRef } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useWidth } from './use-width';

let frames: (() => void)[] = [];
let resize: ((width: number) => void)[] = [];
let root: Root;

class Observer {
  constructor(notify: (entries: readonly { readonly contentRect: { readonly width: number } }[]) => void) {
    resize.push((width) => notify([{ contentRect: { width } }]));
  }
  observe(): void {}
  disconnect(): void {}
}

const Picture = ({ laidOut }: { readonly laidOut: (width: number) => void }): ReactElement => {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  useLayoutEffect(() => laidOut(width), [width, laidOut]);
  return <div ref={box} />;
};

/** One animation frame, a quarter of a second after the one before. */
const passFrame = async (): Promise<void> => {
  vi.advanceTimersByTime(250);
  const due = frames;
  frames = [];
  await act(async () => {
    for (const frame of due) frame();
  });
};

beforeEach(() => {
  frames = [];
  resize = [];
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.stubGlobal('ResizeObserver', Observer);
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame));
  vi.stubGlobal('cancelAnimationFrame', () => {
    frames = [];
  });
  root = createRoot(document.createElement('div'));
});

afterEach(async () => {
  await act(async () => root.unmount());
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('lays a picture out once a frame, one picture at a time, however many sizes there were', async () => {
  // Milliseconds that it takes to lay out a picture.
  const slow = () => vi.fn((_width: number) => void vi.advanceTimersByTime(5));
  const [one, other] = [slow(), slow()];
  await act(async () =>
    root.render(
      <>
        <Picture laidOut={one} />
        <Picture laidOut={other} />
      </>,
    ),
  );
  one.mockClear();
  other.mockClear();
  await act(async () => {
    for (let width = 600; width > 500; width--) for (const notify of resize) notify(width + 0.5);
  });
  vi.advanceTimersByTime(99);
  expect(frames).toEqual([]);
  await passFrame();
  expect([one.mock.calls, other.mock.calls]).toEqual([[[501]], []]);
  await passFrame();
  expect([one.mock.calls, other.mock.calls]).toEqual([[[501]], [[501]]]);
  await passFrame();
  expect(one).toHaveBeenCalledTimes(1);
  expect(other).toHaveBeenCalledTimes(1);
});
