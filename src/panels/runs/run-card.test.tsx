// @vitest-environment happy-dom
import { act } from 'react';
import { expect, it } from 'vitest';
import { Series } from '../../state/series';
import { frameOf, lesson } from '../../state/testing';
import { showOf } from '../testing';
import { RunCard } from './run-card';

it('says what the runs start with, though nothing moves', async () => {
  const series = new Series();
  const [run] = lesson.runs;
  if (run === undefined) throw new Error('the lesson has no run');
  const card = <RunCard run={run} index={0} look={0} name="DPO" canRemove canAdd />;
  const { actions } = await showOf(lesson, card, series);
  const reward = () => document.querySelector('[aria-label="Expected reward now"]')?.textContent;
  expect(reward()).toBe('E[r] –');
  act(() => {
    series.append(frameOf([0]));
    actions.report({ step: 0, frozen: [null, null, null] });
  });
  expect(reward()).toBe('E[r] 0.00');
});
