import { describe, expect, it } from 'vitest';
import { openLink } from '../experiment/link';
import { Meter } from '../metrics/meter';
import { defaultsOf } from '../settings/fields';
import { triangle } from '../worlds/triangle';
import { Commentary } from './commentary';
import { headlineOf } from './headline';
import { Seen } from './seen';
import { textOf } from './sentence';
import { whatToWatch } from './watch';

const { experiment } = openLink('#1&world=triangle&run=dpo,beta:1&training.steps=1000');
const world = triangle.build(defaultsOf(triangle.fields));
const held = { chosen: Int32Array.of(0), rejected: Int32Array.of(1) };
const logStart = world.logRef;
const meter = new Meter(world, held, logStart, 1);

/** The policies of the only run at these steps, as probabilities of No, Never and Yes. */
const seenAt = (...policies: readonly (readonly [step: number, policy: readonly number[]])[]): Seen => {
  const read = (policy: readonly number[]) =>
    meter.read(
      Float64Array.from(policy, Math.log),
      { loss: 0, gradCosine: Number.NaN } as Parameters<Meter['read']>[1],
      { ownReference: null, ownPairs: null, average: null },
    );
  const start = [0, [...world.logRef].map(Math.exp)] as const;
  const reports = [start, ...policies].map(([step, policy]) => ({ step, metrics: read(policy) }));
  const logPi = Float64Array.from(policies.at(-1)?.[1] ?? start[1], Math.log);
  return new Seen({ experiment, world, held, reports, logPi, logStart, frozen: [null] });
};

const atYes = [0.01, 0.01, 0.98];
const nearYes = [0.06, 0.06, 0.88];
const lessNear = [0.1, 0.1, 0.8];
const between = [0.3, 0.2, 0.5];

const idsOf = (commentary: Commentary): readonly string[] => commentary.headline.map(({ id }) => id);

describe('Commentary', () => {
  it('says nothing in the first instants, and then at once what is true', () => {
    const commentary = new Commentary();
    commentary.look(seenAt([5, atYes]), 100, false);
    expect(idsOf(commentary)).toEqual([]);
    commentary.look(seenAt([30, atYes]), 200, false);
    expect(idsOf(commentary)).toContain('corner');
  });

  it('stands for two seconds while training, and changes at once when it ends', () => {
    const commentary = new Commentary();
    commentary.look(seenAt([100, atYes]), 1000, false);
    const before = commentary.headline;
    commentary.look(seenAt([200, between]), 2900, false);
    expect(commentary.headline).toBe(before);
    commentary.look(seenAt([200, between]), 2950, true);
    expect(idsOf(commentary)).not.toContain('corner');
  });

  it('keeps what was true a little longer, but not at the end', () => {
    const commentary = new Commentary();
    commentary.look(seenAt([100, nearYes]), 0, false);
    expect(idsOf(commentary)).toContain('corner');
    commentary.look(seenAt([100, nearYes], [200, lessNear]), 5000, false);
    expect(idsOf(commentary)).toContain('corner');
    commentary.look(seenAt([100, nearYes], [200, lessNear]), 9000, true);
    expect(idsOf(commentary)).not.toContain('corner');
  });

  it('forgets another training', () => {
    const commentary = new Commentary();
    commentary.look(seenAt([100, atYes]), 0, true);
    commentary.clear();
    expect(commentary.headline).toEqual([]);
  });
});

describe('headlineOf', () => {
  const said = (id: string, weight: number, runs: readonly number[], length = 20) =>
    ({ id, topic: id === 'x' ? 'place' : 'reward', weight, runs, sentence: [{ text: 'y'.repeat(length) }] }) as const;

  it('takes the strongest few, of one topic one thing of a run, and what the lesson is about first', () => {
    const all = [said('a', 0.5, [0]), said('b', 0.4, [0]), said('x', 0.3, [1]), said('c', 0.2, [1])];
    expect(headlineOf(all).map(({ id }) => id)).toEqual(['a', 'x', 'c']);
    expect(headlineOf(all, new Set(['b'])).map(({ id }) => id)).toEqual(['b', 'x', 'c']);
  });

  it('keeps to two lines', () => {
    const long = [said('a', 0.5, [0], 180), said('x', 0.4, [0], 100), said('x', 0.3, [1], 30)];
    expect(headlineOf(long).map(({ runs }) => runs)).toEqual([[0], [1]]);
  });
});

describe('whatToWatch', () => {
  it('follows from the experiment', () => {
    expect(textOf(whatToWatch(experiment, world))).toBe(
      'The only pair prefers No to Never. Watch to which corner each run goes: a corner is one answer for certain.',
    );
  });
});
