// @vitest-environment happy-dom
import { act } from 'react';
import { expect, it } from 'vitest';
import { repairExperiment } from '../../experiment/repair';
import type { Run } from '../../settings/experiment';
import { experimentIn, type Playground } from '../../state/store';
import { showOf } from '../testing';
import { usePlayground } from '../use-playground';
import { Ingredients } from './ingredients';

const FirstRun = () => {
  const run = usePlayground((state) => experimentIn(state).runs[0]);
  return run === undefined ? null : <Ingredients run={run} index={0} />;
};

/** The sentence of the first of these runs on the page, and what is beneath it. */
const showRuns = (...runs: readonly object[]): Promise<Playground> =>
  showOf(repairExperiment({ runs }).experiment, <FirstRun />);

const sentence = (): string => document.querySelector('.sentence')?.textContent?.replaceAll('\u00a0', ' ') ?? '';
const marked = (): readonly (string | null)[] =>
  [...document.querySelectorAll('.sentence em')].map((em) => em.textContent);
const button = (name: RegExp): HTMLButtonElement => {
  const found = [...document.querySelectorAll('button')].find((each) => name.test(each.textContent ?? ''));
  if (found === undefined) throw new Error(`no button ${name}`);
  return found;
};

it('says the four ingredients of a run, and marks in words what is not as usual', async () => {
  const { actions } = await showRuns({ objective: 'dpo' });
  expect(sentence()).toBe('DPO’s loss · on the experiment’s data · judged by the raters · tied to π_ref');
  expect(marked()).toEqual([]);
  const run: Run = {
    objective: 'ipo',
    knobs: { tau: 0.1 },
    draws: { id: 'policy', params: { every: 200, epochs: 1 } },
    judge: { id: 'true', params: {} },
    reference: { id: 'average', params: { every: 1, rate: 0.1 } },
  };
  act(() => actions.change((experiment) => ({ ...experiment, runs: [run] })));
  expect(marked()).toEqual([
    'on its own answers, from a copy of itself made every 200 steps (not as usual)',
    'judged by the true reward (not as usual)',
    'tied to an average of itself, moved at every step (not as usual)',
  ]);
});

it('opens to change each ingredient and its settings', async () => {
  const { store } = await showRuns({ objective: 'dpo', draws: { id: 'policy' } });
  expect(document.querySelectorAll('label')).toHaveLength(0);
  act(() => button(/^DPO’s loss/).click());
  const labels = [...document.querySelectorAll('.control-label')].map(({ textContent }) => textContent);
  expect(labels).toEqual(['learns from', 'batches in a round', 'steps on a batch', 'judged by', 'tied to']);
  const judge = document.querySelectorAll('select')[1];
  if (judge === undefined) throw new Error('there is no list of judges');
  judge.value = 'true';
  act(() => judge.dispatchEvent(new Event('change', { bubbles: true })));
  expect(experimentIn(store.getState()).runs).toEqual([
    {
      objective: 'dpo',
      knobs: { beta: 0.1 },
      draws: { id: 'policy', params: { every: 1, epochs: 1 } },
      judge: { id: 'true', params: {} },
    },
  ]);
  expect(marked()).toHaveLength(2);
});
