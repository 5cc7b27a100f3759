import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TooLate, within } from './within';

describe('within', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('settles as the work does, and leaves no timer behind', async () => {
    await expect(within(1000, Promise.resolve('done'))).resolves.toBe('done');
    await expect(within(1000, Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('rejects when the time is up', async () => {
    const waiting = expect(within(1000, new Promise(() => {}))).rejects.toBeInstanceOf(TooLate);
    await vi.advanceTimersByTimeAsync(1000);
    await waiting;
  });
});
