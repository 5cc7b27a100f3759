import { describe, expect, it } from 'vitest';
import type { Headline } from './claims';
import type { Experiment } from './experiment';
import { headlineFor } from './headline';
import { openLink, toFragment } from './link';
import { presets } from './presets';
import { repairExperiment } from './repair';

const read = (headline: Headline): string => headline.map(({ text }) => text).join('');
const neutral = /^Every run starts from the same policy\./;

const presetOf = (id: string): Experiment => {
  const found = presets.find((preset) => preset.id === id);
  if (found === undefined) throw new Error(`no preset ${id}`);
  return found.experiment;
};
const opening = presetOf('mode-or-mean');

const changed = (edit: Partial<Experiment>): string => read(headlineFor({ ...opening, ...edit }));
const knobs = (index: number, values: Readonly<Record<string, number>>): string =>
  changed({ runs: opening.runs.map((run, i) => (i === index ? { ...run, knobs: { ...run.knobs, ...values } } : run)) });
const policy = (id: string, params: Readonly<Record<string, number>>): string => changed({ policy: { id, params } });

describe('presets', () => {
  it('has a handful of lessons with their own names, all of which fit into a link', () => {
    expect(new Set(presets.map(({ id }) => id)).size).toBe(presets.length);
    for (const { experiment } of presets) expect(openLink(toFragment(experiment))).toEqual({ experiment, changes: [] });
  });

  it('opens with the lesson of an empty link', () => {
    expect(presets[0]?.experiment).toEqual(openLink('').experiment);
    expect(presets[0]?.headline).toEqual([
      { run: 0, text: 'DPO' },
      { text: ' settles in the valley between the peaks, where nobody is rewarded. ' },
      { run: 1, text: 'EXO' },
      { text: ' climbs one peak' },
      { text: ', as ' },
      { run: 2, text: 'exact RL' },
      { text: ' does' },
      { text: '. Give the policy more room and the difference disappears.' },
    ]);
  });

  it('names every run of every lesson in its headline', () => {
    for (const { experiment, headline } of presets) {
      const named = headline.flatMap((piece) => ('run' in piece ? [piece.run] : []));
      expect(new Set(named)).toEqual(new Set(experiment.runs.keys()));
    }
  });

  it('says what sets the runs of a sweep apart', () => {
    expect(read(headlineFor(presetOf('divergences')))).toMatch(
      /^f-DPO with reverse KL, f-DPO with forward KL, .* Exact RL climbs one peak\.$/,
    );
    expect(read(headlineFor(presetOf('reward-shape')))).toMatch(/ AlphaPO α = −1 climbs one peak\.$/);
    expect(read(headlineFor(presetOf('sure-labels')))).toContain('Only MPO and DPO with an anchor, which look');
  });
});

describe('headlineFor', () => {
  it('follows the capacity of the policy', () => {
    expect(policy('bump-width', { start: 1, width: 0.8 })).toContain('one broad bump over both peaks');
    expect(policy('two-bumps', { start: 1, width: 0.8, spread: 0.3 })).toContain('DPO spreads widest and earns least');
    expect(policy('table', {})).toContain('all reach the optimum π*');
    expect(policy('rbf', { centres: 13, width: 1 })).toMatch(neutral);
  });

  it('keeps to where the finding holds', () => {
    expect(knobs(0, { beta: 2 })).toMatch(/^DPO settles in the valley/);
    expect(knobs(0, { beta: 2 })).not.toContain('disappears');
    expect(policy('bump', { start: -0.5, width: 0.8 })).toContain('EXO climbs one peak');
    expect(policy('bump', { start: 0.1, width: 0.8 })).toMatch(neutral);
    expect(policy('bump', { start: 1, width: 3 })).toMatch(neutral);
    expect(policy('bump-width', { start: 2, width: 0.8 })).toMatch(neutral);
    expect(changed({ beta: 3 })).toMatch(neutral);
    expect(changed({ training: { ...opening.training, steps: 100 } })).toMatch(neutral);
    expect(changed({ data: { ...opening.data, flip: 0.2 } })).toMatch(neutral);
    expect(changed({ world: repairExperiment({ world: { id: 'cliff' } }).experiment.world })).toMatch(neutral);
  });

  it('does not call EXO on two candidates a peak climber', () => {
    const headline = changed({ data: { ...opening.data, candidates: 2 } });
    expect(headline).not.toContain('EXO');
    expect(headline).toContain('Exact RL climbs one peak');
  });

  it('leaves a run with an extra term out of the sentence', () => {
    expect(knobs(1, { anchor: 1 })).not.toContain('EXO');
    expect(knobs(0, { nll: 0.1 })).toMatch(neutral);
  });
});
