import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { throttle } from './throttle';

describe('throttle', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('acts at once, then at most once an interval, and never loses the last', () => {
    const act = vi.fn();
    const { ask } = throttle(act, 100);
    ask();
    expect(act).toHaveBeenCalledTimes(1);
    for (let i = 0; i < 10; i++) ask();
    expect(act).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(100);
    expect(act).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(1000);
    expect(act).toHaveBeenCalledTimes(2);
    ask();
    expect(act).toHaveBeenCalledTimes(3);
  });

  it('flushes only what waits', () => {
    const act = vi.fn();
    const { ask, flush, isWaiting } = throttle(act, 100);
    flush();
    expect(act).not.toHaveBeenCalled();
    ask();
    ask();
    expect(isWaiting()).toBe(true);
    flush();
    expect(act).toHaveBeenCalledTimes(2);
    expect(isWaiting()).toBe(false);
    vi.advanceTimersByTime(1000);
    expect(act).toHaveBeenCalledTimes(2);
  });

  it('forgets a call that waits when cancelled', () => {
    const act = vi.fn();
    const { ask, cancel } = throttle(act, 100);
    ask();
    ask();
    cancel();
    vi.advanceTimersByTime(1000);
    expect(act).toHaveBeenCalledTimes(1);
    ask();
    expect(act).toHaveBeenCalledTimes(2);
  });
});
