import { describe, expect, it } from 'vitest';
import type { Run } from '../settings/experiment';
import { openLink, toFragment } from './link';
import { repairExperiment } from './repair';
import { checkExperiment } from './schema';

const opened = (link: string) => {
  const { experiment, changes } = openLink(`1&${link}`);
  return {
    runs: experiment.runs,
    changes,
    written: toFragment(experiment).replace(/^#1&world=\S*?&policy=[^&]*&/, ''),
  };
};
const runsOf = (raw: object): readonly Run[] => {
  const checked = checkExperiment(raw);
  if ('problems' in checked) throw new Error(checked.problems.map(({ message }) => message).join('\n'));
  return checked.experiment.runs;
};
const problemsOf = (raw: object): readonly string[] => {
  const checked = checkExperiment(raw);
  return 'problems' in checked ? checked.problems.map(({ message }) => message) : [];
};

const [policy, moving] = [
  (every: number) => ({ id: 'policy', params: { every, epochs: 1 } }),
  (every: number) => ({ id: 'moving', params: { every } }),
];
const knobs = { beta: 0.1 };

describe('ingredients in JSON', () => {
  it('are completed with their settings, and dropped where they are usual', () => {
    const said = {
      objective: 'dpo',
      draws: { id: 'policy' },
      judge: { id: 'raters' },
      reference: { id: 'sft', params: {} },
    };
    expect(runsOf({ runs: [said] })).toEqual([{ objective: 'dpo', knobs, draws: policy(1) }]);
    const judged = { objective: 'rl-exact', draws: { id: 'all' }, judge: { id: 'true' } };
    expect(runsOf({ runs: [judged] })).toEqual([{ objective: 'rl-exact', knobs: { beta: 1 } }]);
    expect(runsOf({ runs: [{ ...judged, judge: { id: 'raters' } }] })[0]?.judge).toEqual({ id: 'raters', params: {} });
  });

  it('come from the recipe where a method is named, but for what is said', () => {
    const recipe = { objective: 'dpo', knobs, draws: policy(200), reference: moving(200) };
    expect(runsOf({ runs: [{ objective: 'iterative-dpo' }] })).toEqual([recipe]);
    const said = {
      objective: 'iterative-dpo',
      knobs: { beta: 2 },
      draws: { params: { every: 9 } },
      reference: { id: 'sft' },
    };
    expect(runsOf({ runs: [said] })).toEqual([{ objective: 'dpo', knobs: { beta: 2 }, draws: policy(9) }]);
    const again = { objective: 'ppo', draws: { params: { every: 9 } } };
    expect(runsOf({ runs: [again] })[0]?.draws).toEqual({ id: 'policy', params: { every: 9, epochs: 4 } });
    expect(runsOf({ runs: [{ objective: 'ppo', draws: { params: { epochs: 4 } } }] })[0]?.draws).toBeUndefined();
    const averaged = { objective: 'iterative-dpo', reference: { id: 'average', params: { rate: 0.5 } } };
    expect(runsOf({ runs: [averaged] })[0]?.reference).toEqual({ id: 'average', params: { every: 1, rate: 0.5 } });
  });

  it.each([
    [
      { draws: { id: 'nowhere' } },
      'run 1: draws.id must be one of data, part, policy, mixture, best-worst, rejection, search, all, not "nowhere".',
    ],
    [
      { draws: { id: 'policy', params: { every: 0 } } },
      'run 1: draws.every must be a whole number from 1 to 100000, not 0.',
    ],
    [
      { draws: { id: 'policy', params: { often: 1 } } },
      'run 1: draws.often is not a setting (there are every, epochs).',
    ],
    [{ judge: 'true' }, 'run 1: judge must be settings by name, not "true".'],
    [{ umpire: {} }, 'run 1: umpire is not a setting (there are objective, knobs, draws, judge, reference).'],
  ])('are refused where they do not exist, case %#', (ingredient, message) => {
    expect(problemsOf({ runs: [{ objective: 'dpo', ...ingredient }] })).toEqual([message]);
  });

  it.each([
    [
      { runs: [{ objective: 'rl-exact', draws: { id: 'policy' } }] },
      'run 1: draws must be "all", as nothing is drawn where a loss sums over every response, not "policy".',
    ],
    [
      { runs: [{ objective: 'dpo', draws: { id: 'all' } }] },
      'run 1: draws must be "data", as the loss is about pairs or groups, which are drawn, not "all".',
    ],
    [
      { runs: [{ objective: 'ppo-tokens', draws: { id: 'data' } }] },
      'run 1: draws must be "policy", as the loss compares each token with the copy of its own policy that wrote it, not "data".',
    ],
    [
      { runs: [{ objective: 'grpo-tokens', draws: { id: 'part' } }] },
      'run 1: draws must be "policy", as the loss compares each token with the copy of its own policy that wrote it, not "part".',
    ],
    [
      { runs: [{ objective: 'grpo-tokens', draws: { id: 'best-worst' } }] },
      'run 1: draws must be "policy", as the loss does not learn from pairs that are ranked, not "best-worst".',
    ],
    [
      { world: { id: 'triangle' }, runs: [{ objective: 'ipo', judge: { id: 'true' } }] },
      'run 1: judge must be "raters", as the pairs that the world gives come with their labels, not "true".',
    ],
    [
      { runs: [{ objective: 'simpo', reference: { id: 'moving' } }] },
      'run 1: reference must be "sft", as the loss does not look at a reference, not "moving".',
    ],
    [
      { runs: [{ objective: 'dpo' }, { objective: 'expo', judge: { id: 'true' } }] },
      'run 2: judge must be left out, as a mix is not trained, not "true".',
    ],
    [
      { runs: [{ objective: 'dpo' }, { objective: 'expo', knobs: { of: 3 } }] },
      'run 2: of must be the number of a run that is trained, such as 1, not 3.',
    ],
    [
      { runs: [{ objective: 'dpo' }, { objective: 'expo' }, { objective: 'soup' }] },
      'run 3: second must be the number of a run that is trained, such as 1, not 2.',
    ],
    [
      { runs: [{ objective: 'average' }] },
      'run 1: objective must be an objective, as a mix is made of runs that are trained, not "average".',
    ],
  ])('that do not go together say why and are mended, case %#', (raw, message) => {
    expect(problemsOf(raw)).toEqual([message]);
    const { experiment, changes } = repairExperiment(raw);
    expect(checkExperiment(experiment)).toEqual({ experiment });
    expect(changes[0]).toContain(message.slice(0, -1));
  });

  it('go together again where something else is as it must be', () => {
    const data = { pairs: 'given' };
    const onOwn = { objective: 'ipo', draws: { id: 'policy' }, judge: { id: 'true' } };
    expect(problemsOf({ world: { id: 'triangle' }, data, runs: [onOwn] })).toEqual([]);
    const anchored = { objective: 'simpo', knobs: { anchor: 0.1 }, reference: { id: 'moving' } };
    expect(problemsOf({ runs: [anchored] })).toEqual([]);
  });

  it('follow runs that are left out', () => {
    const { experiment, changes } = repairExperiment({
      runs: [
        { objective: 'nothing' },
        { objective: 'dpo' },
        { objective: 'expo', knobs: { of: 2 } },
        { objective: 'expo', knobs: { of: 1 } },
      ],
    });
    expect(experiment.runs.map(({ objective }) => objective)).toEqual(['dpo', 'expo']);
    expect(experiment.runs[1]?.knobs.of).toBe(1);
    expect(changes.at(-1)).toBe('run 4 is made of a run that was left out; it was left out too.');
  });
});

describe('ingredients in links', () => {
  it('are read as words and settings', () => {
    const { runs, changes, written } = opened(
      'run=dpo,beta:1,draws:policy,draws.every:200,reference:average,reference.rate:0.1',
    );
    expect(changes).toEqual([]);
    expect(runs).toEqual([
      {
        objective: 'dpo',
        knobs: { beta: 1 },
        draws: policy(200),
        reference: { id: 'average', params: { every: 1, rate: 0.1 } },
      },
    ]);
    expect(written).toBe('run=dpo,beta:1,draws:policy,draws.every:200,reference:average,reference.rate:0.1');
  });

  it.each([
    ['run=iterative-dpo', 'run=iterative-dpo'],
    ['run=iterative-dpo,draws.every:100', 'run=iterative-dpo,draws.every:100'],
    ['run=dpo,draws:policy,reference:moving', 'run=iterative-dpo,draws.every:1'],
    ['run=online-dpo,beta:1,draws.every:5', 'run=online-dpo,beta:1,draws.every:5'],
    ['run=ppo,draws.every:5', 'run=ppo,draws.every:5'],
    ['run=ppo,draws:policy,draws.epochs:1', 'run=ppo,draws.epochs:1'],
    ['run=xpo,draws.coefficient:0.5', 'run=xpo,draws.coefficient:0.5'],
    ['run=nash-md,draws:mixture', 'run=nash-md'],
    ['run=reinforce,draws:data', 'run=reinforce,draws:data'],
    ['run=iterative-dpo,draws:data', 'run=tr-dpo-hard,reference.every:200'],
    ['run=exo-pref,judge:true', 'run=exo-pref,judge:true'],
    ['run=rl-exact,judge:raters', 'run=rl-exact,judge:raters'],
    ['run=rl-exact,judge:true', 'run=rl-exact'],
    ['run=dpo&run=expo,alpha:2&run=soup&run=average', 'run=dpo&run=expo,alpha:2&run=soup,second:1&run=average'],
  ])('%s is written as %s', (said, written) => {
    expect(opened(said).written).toBe(written);
    expect(opened(written)).toEqual({ runs: opened(said).runs, changes: [], written });
  });

  it('leave a knob alone that a visitor called as an ingredient is called', () => {
    const link = 'run=custom,expression:-draws%20*%20h,draws:2,draws:policy,draws.every:3';
    const { runs, changes, written } = opened(link);
    expect(changes).toEqual([]);
    expect(runs[0]).toEqual({
      objective: 'custom',
      knobs: { expression: '-draws * h', draws: 2 },
      draws: policy(3),
    });
    expect(opened(written).runs).toEqual(runs);
  });

  it.each([
    [
      'run=dpo,draws:nowhere',
      'run 1: draws.id must be one of data, part, policy, mixture, best-worst, rejection, search, all, not "nowhere"; the default was taken',
    ],
    [
      'run=dpo,draws:policy,draws.every:0',
      'run 1: draws.every must be a whole number from 1 to 100000, not 0; it is 1',
    ],
    ['run=dpo,draws.every:5', 'run 1: draws.every is not a setting (there are none); it was left out.'],
    ['run=dpo,draws.__proto__:5', 'run 1: "draws.__proto__" is not a setting'],
    ['run=dpo,draws:5', 'run 1: draws is not a setting (there are beta'],
    ['run=dpo,draws:policy,draws:data', '"draws" is set more than once; the first value counts.'],
    ['run=iterative-dpo,reference.every:1e9', 'run 1: reference.every must be a whole number from 1 to 100000'],
  ])('say in words what was changed in %s', (link, change) => {
    expect(opened(link).changes[0]).toContain(change);
  });
});
