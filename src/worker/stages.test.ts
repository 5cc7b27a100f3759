// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { checkExperiment } from '../experiment/schema';
import { dpo } from '../training/testing';
import { isDone, load, type Message, manyTurns, openHost } from './testing';

describe('the stages before training, in the training host', () => {
  const checked = checkExperiment({
    world: { id: 'sentences', params: { words: 3, maxLength: 3, sft: { samples: 100, steps: 300 } } },
    policy: { id: 'log-linear' },
    training: { steps: 20 },
    runs: [dpo],
  });
  if ('problems' in checked) throw new Error(JSON.stringify(checked.problems));
  const sentences = checked.experiment;
  const isProgress = (event: Message) => event.type === 'stage';

  it('says how far it is, then what training starts from, then trains', async () => {
    const { host, events, next } = openHost();
    const done = next(isDone(1));
    host.receive(load(1, sentences));
    await done;
    const types = events.map(({ type }) => type);
    expect(types.indexOf('stage')).toBeGreaterThan(types.indexOf('ready'));
    expect(types.indexOf('prepared')).toBeGreaterThan(types.lastIndexOf('stage'));
    expect(types.indexOf('frame')).toBeGreaterThan(types.indexOf('prepared'));
    const last = events.filter(isProgress).at(-1);
    expect(last).toMatchObject({ progress: { id: 'sft', steps: 300, values: { length: 300 } } });
    const prepared = events.find(({ type }) => type === 'prepared');
    expect(prepared).toMatchObject({ epoch: 1, chosen: { length: 128 }, displacementScores: { length: 32 } });

    // The same reference serves a load that changes nothing it depends on; its curve is told once more.
    const again = next(isDone(2));
    host.receive(load(2, { ...sentences, beta: 2 }));
    await again;
    const told = events.filter((event) => event.type === 'stage' && event.epoch === 2);
    expect(told).toMatchObject([{ progress: { id: 'sft', steps: 300, values: { length: 300 } } }]);
  });

  it('ends when cancelled, trains nothing, and starts again at the next load', async () => {
    const { host, events, next, frames } = openHost();
    const progress = next(isProgress);
    host.receive(load(1, sentences));
    await progress;
    const cancelled = next(({ type }) => type === 'cancelled');
    host.receive({ type: 'cancel', epoch: 1 });
    await cancelled;
    host.receive({ type: 'step', count: 5 });
    await manyTurns();
    expect(frames(1)).toEqual([]);
    const done = next(isDone(2));
    host.receive(load(2, sentences));
    await done;
    expect(events.some(({ type }) => type === 'failed')).toBe(false);
  });

  it('gives way to a newer load', async () => {
    const { host, events, next, frames } = openHost();
    const progress = next(isProgress);
    host.receive(load(1, sentences));
    await progress;
    const done = next(isDone(2));
    host.receive(load(2));
    await done;
    expect(frames(1)).toEqual([]);
    expect(events.some(({ type }) => type === 'cancelled')).toBe(false);
  });
});
