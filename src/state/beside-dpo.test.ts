import { describe, expect, it } from 'vitest';
import { openLink } from '../experiment/link';
import { allMethods } from '../methods';
import { besideDpo } from './beside-dpo';
import { newRun } from './edits';

const { experiment } = openLink('#1&world=triangle&beta=2&seed=5&run=ipo');

describe('the link that puts a method beside DPO', () => {
  it.each(allMethods.map(({ id }) => id))('opens %s as its recipe says, with nothing to mend', (id) => {
    const opened = openLink(besideDpo(id, experiment));
    expect(opened.experiment.runs.at(-1)).toEqual(newRun(id, experiment));
    expect(opened.experiment).toMatchObject({ beta: 2, seed: 5 });
    expect(opened.changes).toEqual([]);
  });

  it('stays in the experiment at hand, or goes where there is what the method needs', () => {
    const worldOf = (id: string) => openLink(besideDpo(id, experiment)).experiment.world.id;
    expect(worldOf('ipo')).toBe('triangle');
    // The pairs of the triangle are given, so that nothing is drawn to be accepted or not.
    expect(worldOf('rso')).toBe('two-peaks');
  });

  it('has DPO itself once, and runs for a mix to be made of', () => {
    const idsIn = (id: string) => openLink(besideDpo(id, experiment)).experiment.runs.map((run) => run.objective);
    expect(idsIn('dpo')).toEqual(['dpo']);
    expect(idsIn('soup')).toEqual(['dpo', 'ipo', 'soup']);
    expect(idsIn('iterative-dpo')).toEqual(['dpo', 'dpo']);
  });
});
