// @vitest-environment happy-dom
import { act } from 'react';
import { expect, it } from 'vitest';
import { repairExperiment } from '../../experiment/repair';
import { Series } from '../../state/series';
import { preparedOf } from '../../state/testing';
import { worldOf } from '../../training/world-of';
import { showOf } from '../testing';
import { Searches } from './search-tree';
import { useTruth } from './use-truth';

const Shown = () => <Searches truth={useTruth()} />;

const showRuns = async (runs: readonly object[]): Promise<void> => {
  const { experiment } = repairExperiment({ world: { id: 'sentences' }, runs });
  const series = new Series();
  series.prepare({ ...preparedOf(), logRef: worldOf(experiment).logRef });
  await showOf(experiment, <Shown />, series);
};

const searching = (trees: number) => ({ objective: 'dpo', draws: { id: 'search', params: { trees } } });
const labels = () => [...document.querySelectorAll('[role=radio]')].map(({ textContent }) => textContent);

it('is there where a run draws by tree search, for those runs and every prompt', async () => {
  await showRuns([{ objective: 'dpo' }, searching(1), searching(8)]);
  expect(document.querySelector('h2')?.textContent).toBe('The search for pairs: a tree of tokens as it grows');
  expect(labels()).toHaveLength(2 + 2);
  const many = document.querySelectorAll<HTMLElement>('[role=radio]')[3];
  expect(document.querySelector<HTMLInputElement>('input[type=text]')?.value).toBe('128');
  act(() => many?.click());
  const values = () => [...document.querySelectorAll<HTMLInputElement>('input[type=text]')].map(({ value }) => value);
  const folded = document.querySelector('details');
  await act(async () => {
    folded?.setAttribute('open', '');
    folded?.dispatchEvent(new Event('toggle'));
  });
  const caption = () => document.querySelector('summary')?.getAttribute('aria-label');
  const table = () => document.querySelector('tbody')?.textContent;
  expect(values()).toEqual(['1', '16']);
  expect(caption()).toMatch(/16 of 16 simulations in tree 1 of 8$/);
  const first = table();
  expect(first).toMatch(/^\w/);
  const slider = document.querySelector<HTMLInputElement>('input[type=range]');
  act(() => {
    if (slider === null) return;
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(slider, '4');
    slider.dispatchEvent(new Event('input', { bubbles: true }));
  });
  expect(values()).toEqual(['5', '16']);
  expect(caption()).toMatch(/16 of 16 simulations in tree 5 of 8$/);
  expect(table()).not.toBe(first);
});

it('is not there where none does', async () => {
  await showRuns([{ objective: 'dpo' }]);
  expect(document.querySelector('h2')).toBeNull();
});
