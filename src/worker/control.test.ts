// @vitest-environment node
/** The host looks for a control at equal KL when asked, and gives that up for what was changed meanwhile. */
import { expect, it } from 'vitest';
import type { Run } from '../settings/experiment';
import { defaultsOf } from '../settings/fields';
import { experimentOf, rlExact } from '../training/testing';
import { oppositeBiases } from '../worlds/opposite-biases';
import { isDone, load, openHost } from './testing';

const toSoup: Run = { ...rlExact, reference: { id: 'soup', params: { weight: 0.5 } } };
const experiment = experimentOf([toSoup], {
  world: { id: 'opposite-biases', params: { ...defaultsOf(oppositeBiases.fields), prompts: 2 } },
  policy: { id: 'bump', params: { start: 0, width: 0.8 } },
  training: { steps: 40, learningRate: 0.05 },
});

it('says the soups, and the coefficient with which a run tied to π_ref goes as far', async () => {
  const { host, next } = openHost();
  const [prepared, done] = [next(({ type }) => type === 'prepared'), next(isDone(1))];
  host.receive(load(1, experiment));
  expect(await prepared).toMatchObject({ soups: [{ weight: 0.5 }] });
  await done;
  const found = next(({ type }) => type === 'control');
  host.receive({ type: 'control', epoch: 1, run: rlExact, kl: 0.1 });
  const answer = await found;
  const beta = answer.type === 'control' ? answer.run?.knobs.beta : undefined;
  expect(beta).toBeGreaterThan(0.01);
  expect(beta).toBeLessThan(1);
});

it('finds nothing where an update waits, and says nothing of another load', async () => {
  const { host, events, next } = openHost();
  const done = next(isDone(2));
  host.receive(load(2, experiment));
  await done;
  const found = next(({ type }) => type === 'control');
  host.receive({ type: 'control', epoch: 1, run: rlExact, kl: 0.5 });
  host.receive({ type: 'control', epoch: 2, run: rlExact, kl: 0.5 });
  host.receive({ type: 'update', epoch: 2, experiment, rows: [0] });
  expect(await found).toEqual({ type: 'control', epoch: 2, run: null });
  expect(events.filter(({ type }) => type === 'control')).toHaveLength(1);
});
