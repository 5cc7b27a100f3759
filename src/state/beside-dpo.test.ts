import { describe, expect, it } from 'vitest';
import { openLink } from '../experiment/link';
import { allMethods } from '../methods';
import { besideDpo } from './beside-dpo';
import { newRun } from './edits';

const { experiment } = openLink('#1&world=triangle&beta=2&seed=5&run=ipo');

describe('the link that puts a method beside DPO', () => {
  it.each(allMethods.map(({ id }) => id))('opens %s as its recipe says, in the same experiment', (id) => {
    const opened = openLink(besideDpo(id, experiment));
    expect(opened.experiment.runs.at(-1)).toEqual(newRun(id, experiment));
    expect(opened.experiment).toMatchObject({ world: { id: 'triangle' }, beta: 2, seed: 5 });
    expect(opened.changes).toEqual([]);
  });

  it('has DPO itself once, and runs for a mix to be made of', () => {
    const idsIn = (id: string) => openLink(besideDpo(id, experiment)).experiment.runs.map((run) => run.objective);
    expect(idsIn('dpo')).toEqual(['dpo']);
    expect(idsIn('soup')).toEqual(['dpo', 'ipo', 'soup']);
    expect(idsIn('iterative-dpo')).toEqual(['dpo', 'dpo']);
  });
});
