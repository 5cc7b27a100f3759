import { describe, expect, it } from 'vitest';
import { runNames, shortRunNames, spokenRunNames } from '../experiment/run-names';
import type { Run } from '../settings/experiment';
import type { FieldValues } from '../settings/fields';
import {
  addRun,
  changeMethod,
  chooseIngredient,
  choosePolicy,
  chooseWorld,
  duplicateRun,
  newRun,
  setIngredientParam,
  setKnob,
} from './edits';
import { removeRun, setupOf } from './setup';
import { lesson } from './testing';

const experiment = { ...lesson, beta: 2 };

describe('edits', () => {
  it('starts a run at its defaults, with the experiment’s β where it has one', () => {
    expect(newRun('dpo', experiment).knobs).toMatchObject({ beta: 2 });
    expect(newRun('exo-rw', experiment).knobs).toMatchObject({ betaPolicy: 1, betaReward: 2 });
    expect(() => newRun('nothing', experiment)).toThrow('"nothing"');
  });

  it('adds at the end, duplicates beside, and changes in place', () => {
    const ids = (setup: ReturnType<typeof setupOf>) => setup.experiment.runs.map((run) => run.objective);
    const setup = setupOf(experiment);
    expect(ids(addRun('ipo')(setup))).toEqual(['dpo', 'exo-rw', 'rl-exact', 'ipo']);
    expect(duplicateRun(0)(setup).looks).toEqual([0, 3, 1, 2]);
    expect(ids(changeMethod(1, 'mpo')(setup))).toEqual(['dpo', 'mpo', 'rl-exact']);
  });

  it('takes an optional knob away when it is switched off', () => {
    const on = setKnob(0, 'anchor', 0.1)(setupOf(experiment));
    expect(on.experiment.runs[0]?.knobs).toMatchObject({ anchor: 0.1 });
    expect(setKnob(0, 'anchor', undefined)(on).experiment.runs[0]?.knobs).not.toHaveProperty('anchor');
  });

  it('drops the knobs that a visitor’s expression no longer has', () => {
    const own = changeMethod(0, 'custom')(setupOf(experiment));
    const typed = setKnob(0, 'expression', '-logsigmoid(strength * h)')(own);
    expect(typed.experiment.runs[0]?.knobs).toEqual({ expression: '-logsigmoid(strength * h)', strength: 1 });
  });

  it('carries what two policies share from one to the other', () => {
    expect(choosePolicy('bump-width')(experiment).policy.params).toEqual({ start: 1, width: 0.8 });
    expect(choosePolicy('table')(experiment).policy.params).toEqual({});
    expect(choosePolicy('bump')(experiment)).toBe(experiment);
  });

  it('opens another world at its defaults', () => {
    expect(chooseWorld('cliff')(experiment).world).toMatchObject({ id: 'cliff', params: { edge: 1.5 } });
  });

  it('opens another kind of world with its own policy, data and pace, and takes along what was made by hand', () => {
    const triangle = chooseWorld('triangle')(experiment);
    expect(triangle).toMatchObject({ beta: 2, policy: { id: 'log-linear' }, data: { pairs: 'given' } });
    expect(triangle.training.optimizer).toBe('gradient-descent');
    const ownRuns = [{ objective: 'ipo', knobs: { tau: 0.2 } }];
    expect(chooseWorld('triangle')({ ...experiment, runs: ownRuns }).runs).toBe(ownRuns);
  });
});

describe('edits of ingredients', () => {
  const setup = setupOf(experiment);
  const runAt = (index: number, { experiment: edited }: typeof setup) => edited.runs[index];

  it('starts a method as its recipe says, with the experiment’s β', () => {
    expect(newRun('iterative-dpo', experiment)).toEqual({
      objective: 'dpo',
      knobs: { beta: 2 },
      draws: { id: 'policy', params: { every: 200, epochs: 1 } },
      reference: { id: 'moving', params: { every: 200 } },
    });
  });

  it('switches on what a method needs of the world, and nothing else', () => {
    const { world } = addRun('mocan')(setupOf(experiment)).experiment;
    expect(world.params).toEqual({ ...experiment.world.params, safety: { bound: 0.5 } });
    expect(changeMethod(0, 'pecan')(setupOf(experiment)).experiment.world).toEqual(world);
    expect(addRun('ipo')(setupOf(experiment)).experiment.world).toBe(experiment.world);
  });

  it('chooses an ingredient at its usual settings, changes one, and says nothing of the usual one', () => {
    const averaged = chooseIngredient(0, 'reference', 'average')(setup);
    expect(runAt(0, averaged)?.reference).toEqual({ id: 'average', params: { every: 1, rate: 0.01 } });
    const faster = setIngredientParam(0, 'reference', 'rate', 0.5)(averaged);
    expect(runAt(0, faster)?.reference).toEqual({ id: 'average', params: { every: 1, rate: 0.5 } });
    expect(runAt(0, chooseIngredient(0, 'reference', 'sft')(faster))).toEqual(runAt(0, setup));
    expect(runAt(2, chooseIngredient(2, 'judge', 'true')(setup))).toEqual(runAt(2, setup));
  });

  it('keeps mixes made of the same runs, and removes them with a run they are made of', () => {
    const mixed = setKnob(3, 'of', 2)(addRun('expo')(setup));
    const duplicated = duplicateRun(0)(mixed);
    expect(runAt(4, duplicated)?.knobs.of).toBe(3);
    expect(duplicated.looks).toEqual([0, 4, 1, 2, 3]);
    expect(runAt(2, removeRun(mixed, 0))?.knobs.of).toBe(1);
    const gone = removeRun(mixed, 1);
    expect(gone.experiment.runs.map(({ objective }) => objective)).toEqual(['dpo', 'rl-exact']);
    expect(gone.looks).toEqual([0, 2]);
  });
});

describe('runNames', () => {
  it('tells runs of one objective apart by what differs, and equal ones by number', () => {
    const dpo = (knobs: Record<string, number>) => ({ objective: 'dpo', knobs });
    const names = (...runs: readonly ReturnType<typeof dpo>[]) => runNames({ ...experiment, runs });
    expect(names(dpo({ beta: 1 }))).toEqual(['DPO']);
    expect(names(dpo({ beta: 1 }), dpo({ beta: 0.1 }))).toEqual(['DPO, β 1', 'DPO, β 0.1']);
    expect(names(dpo({ beta: 1 }), dpo({ beta: 1 }))).toEqual(['DPO', 'DPO (2)']);
    expect(names(dpo({ beta: 1 }), dpo({ beta: 1, anchor: 0.1 }))).toEqual(['DPO', 'DPO, anchor 0.1']);
  });

  it('names methods, and tells runs of no method apart by the ingredients that differ', () => {
    const run = (objective: string, others: Partial<Run> = {}): Run => ({ objective, knobs: { beta: 1 }, ...others });
    const names = (...runs: readonly Run[]) => runNames({ ...experiment, runs });
    const policy = (every: number) => ({ id: 'policy', params: { every, epochs: 1 } });
    const moving = (every: number) => ({ id: 'moving', params: { every } });
    const truth = { id: 'true', params: {} };
    expect(names(run('dpo'), run('dpo', { draws: policy(1) }))).toEqual(['DPO', 'Online DPO']);
    expect(names(run('dpo'), run('dpo', { draws: policy(2), judge: truth }))).toEqual([
      'DPO',
      'Online DPO, the true reward',
    ]);
    const inRounds = (every: number) => run('dpo', { draws: policy(every), reference: moving(every) });
    expect(names(inRounds(100), inRounds(200))).toEqual(['Iterative DPO, N 100', 'Iterative DPO, N 200']);
    expect(names(run('rl-exact'), run('rl-exact', { judge: { id: 'raters', params: {} } }))).toEqual([
      'Exact RL',
      'Exact RL, the raters',
    ]);
  });

  it('names mixes by the runs they are made of where several share a name', () => {
    const dpo = (beta: number): Run => ({ objective: 'dpo', knobs: { beta } });
    const expo = (of: number, alpha: number): Run => ({ objective: 'expo', knobs: { of, alpha } });
    const names = (...runs: readonly Run[]) => runNames({ ...experiment, runs });
    expect(names(dpo(1), expo(1, 0.5))).toEqual(['DPO', 'ExPO']);
    expect(names(dpo(1), dpo(2), expo(1, 0.5), expo(2, 0.5)).slice(2)).toEqual([
      'ExPO, of DPO, β 1',
      'ExPO, of DPO, β 2',
    ]);
    expect(names(dpo(1), expo(1, 0.5), expo(1, 2)).slice(1)).toEqual(['ExPO, α 0.5', 'ExPO, α 2']);
  });

  it('writes knobs as the page does: Greek letters, words and a minus sign', () => {
    const names = (objective: string, ...knobs: readonly FieldValues[]) =>
      runNames({ ...experiment, runs: knobs.map((each) => ({ objective, knobs: each })) });
    expect(names('alphapo', { alpha: -1 }, { alpha: 0.25 })).toEqual(['AlphaPO, α −1', 'AlphaPO, α 0.25']);
    expect(names('exo-rw', { betaPolicy: 1 }, { betaPolicy: 2 })[1]).toBe('EXO (reward), β_π 2');
    expect(names('adaptive-preference-scaling', { rho: 0.1 }, { rho: 0.2 })[0]).toContain('ρ 0.1');
    const divergences = names('f-dpo', { divergence: 'reverse-kl' }, { divergence: 'js' });
    expect(divergences).toEqual(['f-DPO, divergence reverse KL', 'f-DPO, divergence Jensen–Shannon']);
  });

  it('leaves out what stands in brackets, unless names would then be alike', () => {
    const short = (...ids: readonly string[]) =>
      shortRunNames({ ...experiment, runs: ids.map((objective) => ({ objective, knobs: {} })) });
    expect(short('exo-rw', 'dpo')).toEqual(['EXO', 'DPO']);
    expect(short('exo-rw', 'exo-pref')).toEqual(['EXO (reward)', 'EXO (preference)']);
  });

  it('keeps commas out of the names that stand in sentences', () => {
    const runs = [0.1, 1].map((beta) => ({ objective: 'exo-pref', knobs: { beta, epsilon: 0.001 } }));
    expect(spokenRunNames({ ...experiment, runs })).toEqual(['EXO (β 0.1)', 'EXO (β 1)']);
  });
});
