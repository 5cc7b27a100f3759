import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Checkpoint } from '../training/checkpoint';
import { dpo, exoRw, experimentOf, rlExact } from '../training/testing';
import type { Event, LifeSign, Request } from './protocol';
import {
  lookInterval,
  looksBeforeDeath,
  looksBeforeEnd,
  looksBeforeLoad,
  Supervisor,
  type WorkerListener,
} from './supervisor';
import { emptyFrame, load } from './testing';

/** A worker that does nothing but what the test says. */
interface FakeWorker {
  readonly posted: Request[];
  readonly end: () => void;
  readonly say: (message: Event | LifeSign) => void;
  readonly die: WorkerListener['onEnd'];
}

const open = () => {
  const workers: FakeWorker[] = [];
  const events: Event[] = [];
  const supervisor = new Supervisor(
    ({ onMessage, onEnd }) => {
      const posted: Request[] = [];
      const end = vi.fn();
      workers.push({ posted, end, say: onMessage, die: onEnd });
      return { post: (request) => posted.push(request), end };
    },
    (event) => events.push(event),
  );
  const worker = (index: number): FakeWorker => {
    const found = workers[index];
    if (found === undefined) throw new Error(`no worker ${index}`);
    return found;
  };
  const texts = () => events.flatMap((event) => ('text' in event ? [event.text] : []));
  return { supervisor, workers, worker, events, texts };
};

const checkpointAt = (step: number, runs = 2): Checkpoint => ({
  step,
  sampler: {} as Checkpoint['sampler'],
  runs: Array.from({ length: runs }, (_, run) => ({ theta: Float32Array.of(run), moments: [], frozen: null })),
});

const look = (times = 1): void => {
  vi.advanceTimersByTime(times * lookInterval);
};

describe('the supervisor of the worker', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('starts the worker at the first load, with what was said before, and passes on what it says', () => {
    const { supervisor, workers, worker, events } = open();
    supervisor.send({ type: 'rest', resting: true });
    expect(workers).toHaveLength(0);
    supervisor.send(load(1));
    expect(worker(0).posted).toEqual([{ type: 'rest', resting: true }, load(1)]);
    worker(0).say({ type: 'alive', epoch: 1 });
    worker(0).say({ type: 'ready', epoch: 1, backend: 'wasm', timings: [] });
    worker(0).say({ type: 'checkpoint', epoch: 1, checkpoint: checkpointAt(0) });
    expect(events).toEqual([{ type: 'ready', epoch: 1, backend: 'wasm', timings: [] }]);
  });

  it('lets another worker go on from the last checkpoint when one dies, as things stand then, and says so', () => {
    const { supervisor, worker, texts } = open();
    const three = experimentOf([dpo, exoRw, rlExact]);
    const two = experimentOf([dpo, rlExact]);
    supervisor.send(load(1, three));
    worker(0).say({ type: 'alive', epoch: 1 });
    worker(0).say({ type: 'checkpoint', epoch: 1, checkpoint: checkpointAt(40, 3) });
    supervisor.send({ type: 'watch', metrics: ['gradCosine'] });
    supervisor.send({ type: 'update', epoch: 2, experiment: two, rows: [0, 2] });
    // What was on its way when the run was removed does not count any more.
    worker(0).say({ type: 'checkpoint', epoch: 1, checkpoint: checkpointAt(45, 3) });
    supervisor.send({ type: 'play', speed: 4 });
    worker(0).die('');
    expect(worker(1).posted).toEqual([
      { type: 'watch', metrics: ['gradCosine'] },
      {
        ...load(2, two, { playing: true, speed: 4 }),
        checkpoint: { ...checkpointAt(40), runs: [0, 2].map((run) => checkpointAt(40, 3).runs[run]) },
      },
    ]);
    expect(texts()).toEqual(['The training worker stopped. Another one goes on from step 40.']);
    // The dead say nothing more.
    worker(0).say({ type: 'failed', epoch: 2, text: 'too late' });
    expect(texts()).toHaveLength(1);
  });

  it('keeps it paused where it was paused', () => {
    const { supervisor, worker } = open();
    supervisor.send(load(1));
    worker(0).say({ type: 'alive', epoch: 1 });
    supervisor.send({ type: 'pause' });
    worker(0).die('Uncaught Error: out of memory');
    expect(worker(1).posted).toEqual([load(1, undefined, { playing: false })]);
  });

  it('does not take up what was cancelled', () => {
    const { supervisor, worker, workers, events } = open();
    supervisor.send(load(1));
    worker(0).say({ type: 'cancelled', epoch: 1, stage: 'sft' });
    worker(0).die('');
    expect(workers).toHaveLength(1);
    expect(events).toEqual([{ type: 'cancelled', epoch: 1, stage: 'sft' }]);
    supervisor.send(load(2));
    expect(worker(1).posted).toEqual([load(2)]);
  });

  it('gives up where one worker after another dies at the same step, until something else is asked for', () => {
    const { supervisor, worker, workers, texts } = open();
    supervisor.send(load(1));
    for (const index of [0, 1, 2]) {
      worker(index).say({ type: 'checkpoint', epoch: 1, checkpoint: checkpointAt(40) });
      worker(index).die('out of memory');
    }
    expect(workers).toHaveLength(3);
    expect(texts()).toEqual([
      'The training worker stopped (out of memory). Another one goes on from step 40.',
      'The training worker stopped (out of memory). Another one goes on from step 40.',
      'The training worker stopped again and again (out of memory). A smaller experiment may train.',
    ]);
    supervisor.send(load(2));
    expect(workers).toHaveLength(4);
    worker(3).say({ type: 'alive', epoch: 2 });
    worker(3).die('');
    expect(workers).toHaveLength(5);
  });

  it('does not give up while there is progress', () => {
    const { supervisor, worker, workers, events } = open();
    supervisor.send(load(1));
    for (let index = 0; index < 6; index++) {
      worker(index).say({ type: 'checkpoint', epoch: 1, checkpoint: checkpointAt(10 * (index + 1)) });
      worker(index).die('');
    }
    expect(workers).toHaveLength(7);
    expect(events.every(({ type }) => type === 'notice')).toBe(true);
  });

  it('says that a worker could not be loaded, and tries again at the next load', () => {
    const { supervisor, worker, workers, events } = open();
    supervisor.send(load(1));
    worker(0).die('');
    expect(events).toEqual([{ type: 'failed', epoch: 1, text: 'The training worker could not be loaded.' }]);
    supervisor.send({ type: 'play', speed: 1 });
    expect(workers).toHaveLength(1);
    supervisor.send(load(2));
    expect(worker(1).posted).toEqual([load(2)]);
  });

  it('says so where there can be no worker', () => {
    const events: Event[] = [];
    const supervisor = new Supervisor(
      () => {
        throw new Error('There are no workers here.');
      },
      (event) => events.push(event),
    );
    supervisor.send(load(1));
    expect(events).toEqual([{ type: 'failed', epoch: 1, text: 'There are no workers here.' }]);
  });

  it('gives a load to another worker when the one that trains does not hear it', () => {
    const { supervisor, worker, workers, texts } = open();
    supervisor.send(load(1));
    worker(0).say({ type: 'alive', epoch: 1 });
    look(2 * looksBeforeLoad);
    expect(workers).toHaveLength(1);
    supervisor.send(load(2));
    look();
    expect(worker(0).end).toHaveBeenCalledOnce();
    expect(worker(1).posted).toEqual([load(2)]);
    expect(texts()).toEqual([]);
    // Once heard, it may take its time.
    worker(1).say({ type: 'alive', epoch: 2 });
    look(2 * looksBeforeLoad);
    expect(workers).toHaveLength(2);
  });

  it('does not hurry a worker whose script is still on its way', () => {
    const { supervisor, workers, events } = open();
    supervisor.send(load(1));
    look(2 * looksBeforeEnd);
    expect(workers).toHaveLength(1);
    expect(events).toEqual([]);
  });

  it('ends a worker that stays silent, says so, and starts another one when asked', () => {
    const { supervisor, worker, workers, events } = open();
    supervisor.send(load(1));
    worker(0).say({ type: 'alive', epoch: 1 });
    look(looksBeforeEnd - 1);
    expect(worker(0).end).not.toHaveBeenCalled();
    look();
    expect(worker(0).end).toHaveBeenCalledOnce();
    expect(events).toMatchObject([{ type: 'failed', text: expect.stringMatching(/has not answered/) }]);
    look(looksBeforeEnd);
    expect(workers).toHaveLength(1);
    supervisor.send(load(2));
    expect(worker(1).posted).toEqual([load(2)]);
  });

  it('takes a worker without a lock for dead within three seconds of training in silence', () => {
    const { supervisor, worker, workers, texts } = open();
    supervisor.send(load(1));
    worker(0).say({ type: 'alive', epoch: 1 });
    // Until there is a first frame it may be building the world.
    look(looksBeforeEnd - 1);
    expect(workers).toHaveLength(1);
    worker(0).say(emptyFrame(1, 0));
    worker(0).say({ type: 'checkpoint', epoch: 1, checkpoint: checkpointAt(40) });
    look(looksBeforeDeath - 1);
    expect(workers).toHaveLength(1);
    look();
    expect(looksBeforeDeath * lookInterval).toBeLessThanOrEqual(3000);
    expect(worker(0).end).toHaveBeenCalledOnce();
    expect(texts()).toEqual(['The training worker stopped. Another one goes on from step 40.']);
    // The next one has twice as long, should the machine be that slow.
    worker(1).say({ type: 'alive', epoch: 1 });
    worker(1).say(emptyFrame(1, 40));
    look(2 * looksBeforeDeath - 1);
    expect(workers).toHaveLength(2);
    look();
    expect(workers).toHaveLength(3);
  });

  it('waits for a silent worker whose lock says that it lives, or that was given something new', () => {
    const { supervisor, worker, workers } = open();
    supervisor.send(load(1));
    worker(0).say({ type: 'alive', epoch: 1 });
    worker(0).say(emptyFrame(1, 0));
    supervisor.send({ type: 'update', epoch: 1, experiment: experimentOf([dpo]), rows: [0] });
    look(looksBeforeEnd - 1);
    expect(workers).toHaveLength(1);
    worker(0).say({ type: 'locked' });
    worker(0).say(emptyFrame(1, 1));
    look(looksBeforeEnd - 1);
    expect(workers).toHaveLength(1);
  });

  it('asks for a sign of life at every look, and is content with any', () => {
    const { supervisor, worker, events } = open();
    supervisor.send(load(1));
    worker(0).say({ type: 'alive', epoch: 1 });
    for (let i = 0; i < 2 * looksBeforeEnd; i++) {
      look();
      expect(worker(0).posted.at(-1)).toEqual({ type: 'ping' });
      worker(0).say({ type: 'alive', epoch: 1 });
    }
    expect(events).toEqual([]);
  });

  it('ends the worker when nobody needs it any more', () => {
    const { supervisor, worker } = open();
    supervisor.send(load(1));
    worker(0).say({ type: 'alive', epoch: 1 });
    supervisor.dispose();
    expect(worker(0).end).toHaveBeenCalledOnce();
    worker(0).die('');
    look(looksBeforeEnd);
    expect(worker(0).posted).toEqual([load(1)]);
  });
});
