// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TrainingClient } from './client';
import type { Event, LifeSign, Request } from './protocol';
import { load } from './testing';

/** Stands in for the browser's workers: keeps what it is sent, and says what the test wants it to. */
class FakeWorker {
  static readonly all: FakeWorker[] = [];
  readonly sent: Request[] = [];
  readonly terminate = vi.fn();
  onmessage: (event: unknown) => void = () => {};
  onerror: (event: unknown) => void = () => {};

  constructor() {
    FakeWorker.all.push(this);
  }

  postMessage({ message }: { readonly message: Request }): void {
    this.sent.push(message);
  }

  say(message: Event | LifeSign): void {
    this.onmessage({ data: { version: 1, message } });
  }
}

/** Stands in for the browser's locks: every lock that is asked for is had when the test says so. */
class FakeLocks {
  readonly #waiting: (() => void)[] = [];

  request(_name: string, act: () => void): Promise<void> {
    this.#waiting.push(act);
    return Promise.resolve();
  }

  free(): void {
    for (const act of this.#waiting) act();
  }
}

const open = () => {
  const events: Event[] = [];
  const client = new TrainingClient((event) => events.push(event));
  const worker = (index: number): FakeWorker => {
    const found = FakeWorker.all[index];
    if (found === undefined) throw new Error(`no worker ${index}`);
    return found;
  };
  return { client, events, worker };
};

const show = (isShown: boolean): void => {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(!isShown);
  document.dispatchEvent(new window.Event('visibilitychange'));
};

describe('the client of the training worker', () => {
  const locks = new FakeLocks();

  beforeEach(() => {
    FakeWorker.all.length = 0;
    vi.stubGlobal('Worker', FakeWorker);
    vi.stubGlobal('navigator', { locks });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  it('has the worker rest while nobody sees the page', () => {
    const { client, worker } = open();
    client.send(load(1));
    show(false);
    show(true);
    expect(worker(0).sent).toEqual([
      { type: 'rest', resting: false },
      load(1),
      { type: 'rest', resting: true },
      { type: 'rest', resting: false },
    ]);
    client.dispose();
    show(false);
    expect(worker(0).sent).toHaveLength(4);
    expect(worker(0).terminate).toHaveBeenCalledOnce();
  });

  it('notices by its lock that a worker is no more', () => {
    const { client, worker, events } = open();
    client.send(load(1));
    worker(0).say({ type: 'alive', epoch: 1 });
    worker(0).say({ type: 'locked' });
    expect(FakeWorker.all).toHaveLength(1);
    locks.free();
    expect(worker(1).sent).toContainEqual(load(1));
    expect(events).toMatchObject([{ type: 'notice' }]);
    client.dispose();
  });

  it('says why a worker stopped', () => {
    const { client, worker, events } = open();
    client.send(load(1));
    worker(0).say({ type: 'alive', epoch: 1 });
    worker(0).onerror({ message: 'Uncaught Error: broken' });
    expect(events).toMatchObject([{ text: expect.stringContaining('(Uncaught Error: broken)') }]);
    client.dispose();
  });

  it('says so where there are no workers', () => {
    vi.stubGlobal('Worker', undefined);
    const { client, events } = open();
    client.send(load(1));
    expect(events).toMatchObject([{ type: 'failed', text: expect.stringContaining('no web workers') }]);
    client.dispose();
  });
});
