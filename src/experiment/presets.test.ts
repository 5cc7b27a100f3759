import { describe, expect, it } from 'vitest';
import type { Experiment } from '../settings/experiment';
import type { FieldValues } from '../settings/fields';
import type { Headline } from './claims';
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
    expect(read(headlineFor(presetOf('reward-shape')))).toMatch(
      / AlphaPO α = −1 climbs one peak\. AlphaPO’s paper, with language models, prefers a small positive α\.$/,
    );
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

describe('headlines of sentences and the triangle', () => {
  const edited = (id: string, edit: Partial<Experiment>): string => read(headlineFor({ ...presetOf(id), ...edit }));
  const runs = (...said: readonly Experiment['runs'][number][]) => ({
    runs: repairExperiment({ runs: said }).experiment.runs,
  });
  const training = (id: string, change: Partial<Experiment['training']>) => ({
    training: { ...presetOf(id).training, ...change },
  });
  const params = (id: string, change: FieldValues): Partial<Experiment> => {
    const { world } = presetOf(id);
    return { world: { ...world, params: { ...world.params, ...change } } };
  };

  it('say under what the chosen answers fall, and where what they lose goes', () => {
    const headline = edited('falling-chosen', {});
    expect(headline).toMatch(/^DPO β = 0.1, DPO β = 1, IPO and SimPO end with the chosen answers less likely/);
    expect(headline).toContain('under DPO β = 0.1, DPO β = 1 and IPO goes');
    expect(headline).toMatch(/AlphaPO, DPO with an NLL term, MinorDPO and ORPO keep/);
    expect(headline).not.toContain('paper');
    expect(edited('falling-by-alpha', {})).not.toContain('nobody rated');
    expect(edited('falling-by-alpha', {})).toMatch(/paper, with language models, prefers a small positive α\.$/);
  });

  it('keep to the settings that were calibrated', () => {
    const id = 'falling-chosen';
    expect(edited(id, training(id, { steps: 200 }))).toMatch(neutral);
    expect(edited(id, params(id, { maxLength: 4 }))).toMatch(neutral);
    expect(edited(id, { policy: { id: 'table', params: {} } })).toMatch(neutral);
    expect(edited(id, { data: { ...presetOf(id).data, nearDuplicates: 0.5 } })).toMatch(neutral);
    expect(edited('short-answers', { data: { ...presetOf(id).data, support: { maxLength: 2 } } })).toMatch(neutral);
    expect(edited(id, runs({ objective: 'dpo', knobs: { beta: 0.5 } }))).toMatch(neutral);
    expect(edited(id, runs({ objective: 'dpo', knobs: { beta: 1 } }))).toMatch(/^DPO ends with the chosen/);
  });

  it('name the corner that the third answer is', () => {
    expect(edited('three-answers', {})).toContain('DPO ends at Yes all the same');
    expect(edited('benign-twin', {})).toContain('nothing is lost');
    expect(edited('one-more-pair', {})).toMatch(/DPO, SimPO and MinorDPO end at No/);
    expect(edited('table-cannot-displace', {})).toContain('a table cannot displace');
  });

  it('say which answer lies furthest along the pair, whatever the features', () => {
    const id = 'three-answers';
    const features = (x: number) => [
      { x: 1, y: 0 },
      { x: 2, y: 0 },
      { x, y: 1 },
    ];
    expect(edited(id, params(id, { features: features(0.5) }))).toContain('Yes lies furthest that way');
    expect(edited(id, params(id, { features: features(1.5) }))).toContain('No itself lies furthest that way');
    expect(edited(id, params(id, { features: features(1) }))).toMatch(neutral);
    expect(edited(id, params(id, { pairs: [{ prompt: 0, chosen: 2, rejected: 1 }] }))).toContain(
      'Yes itself lies furthest',
    );
    expect(edited(id, training(id, { steps: 5 }))).toContain('Yes lies furthest that way, so it gains');
    expect(edited(id, training(id, { optimizer: 'adam' }))).toMatch(neutral);
  });
});
