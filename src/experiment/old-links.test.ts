import { describe, expect, it } from 'vitest';
import { openLink, toFragment } from './link';
import { presets } from './presets';

/** What the page wrote for each lesson when runs were objectives alone. */
const links: readonly (readonly [preset: string, link: string])[] = [
  [
    'mode-or-mean',
    '#1&world=two-peaks&policy=bump&policy.start=1&run=dpo,beta:1&run=exo-rw&run=rl-exact&data.candidates=4',
  ],
  ['two-bumps', '#1&world=two-peaks&policy=two-bumps&run=dpo,beta:1&run=exo-rw&run=rl-exact&data.candidates=4'],
  [
    'free-table',
    '#1&world=two-peaks&policy=table&run=dpo,beta:1&run=exo-rw&run=rl-exact&data.candidates=4&training.steps=2000',
  ],
  [
    'divergences',
    '#1&world=two-peaks&policy=bump&run=f-dpo,beta:1,divergence:reverse-kl&run=f-dpo,beta:1,divergence:forward-kl&run=f-dpo,beta:1&run=f-dpo,beta:1,divergence:alpha&run=rl-exact',
  ],
  [
    'reward-shape',
    '#1&world=two-peaks&policy=bump&run=simpo,beta:1,gamma:0&run=alphapo,alpha:-1,beta:1,gamma:0&run=alphapo,beta:1,gamma:0&run=alphapo,alpha:1,beta:1,gamma:0',
  ],
  [
    'sure-labels',
    '#1&world=cliff&policy=bump-width&policy.start=0&policy.width=1.5&run=dpo&run=dpo,beta:1&run=ipo&run=mpo,lambdaReference:0.1&run=dpo,beta:1,anchor:0.1&data.pairs=64&data.labels=deterministic&data.support.low=-1&data.support.high=1&training.steps=2000&training.batch=all',
  ],
  [
    'falling-chosen',
    '#1&world=sentences&policy=autoregressive-mlp&run=dpo&run=dpo,beta:1&run=ipo&run=simpo,beta:2.5,gamma:0.25&run=alphapo,alpha:-1&run=dpo,nll:0.1&run=minor-dpo&run=orpo,lambda:1',
  ],
  [
    'cures',
    '#1&world=sentences&policy=autoregressive-mlp&run=dpo&run=rpo,beta:0.1,eta:1&run=dpo,nll:0.1&run=minor-dpo&run=dpop&run=orpo,lambda:1',
  ],
  [
    'falling-by-alpha',
    '#1&world=sentences&policy=autoregressive-mlp&run=alphapo,alpha:-1&run=alphapo,alpha:-0.5&run=alphapo&run=alphapo,alpha:0.5&run=alphapo,alpha:1&run=simpo,beta:2.5,gamma:0.25',
  ],
  [
    'short-answers',
    '#1&world=sentences&world.lengthPenalty.after=3&world.lengthPenalty.perToken=1&policy=autoregressive-mlp&run=dpo,beta:1&run=ipo&run=alphapo,alpha:-1&run=dpo,nll:0.1&data.support.maxLength=3',
  ],
  [
    'length',
    '#1&world=sentences&world.lengthBonus=0.5&policy=autoregressive-mlp&run=dpo&run=simpo,beta:2.5,gamma:0.25&run=alphapo,alpha:-1&run=dpo,nll:0.1&run=orpo,lambda:1',
  ],
  [
    'three-answers',
    '#1&world=triangle&policy=log-linear&run=dpo,beta:1&run=ipo,tau:0.25&run=minor-dpo,beta:1&run=dpo,beta:1,nll:0.1&run=alphapo,alpha:-1,beta:2,gamma:0.5',
  ],
  [
    'benign-twin',
    '#1&world=triangle&world.third=Nope&policy=log-linear&run=dpo,beta:1&run=ipo,tau:0.25&run=minor-dpo,beta:1&run=dpo,beta:1,nll:0.1&run=alphapo,alpha:-1,beta:2,gamma:0.5',
  ],
  [
    'one-more-pair',
    '#1&world=triangle&world.pairs=prompt:0,chosen:0,rejected:1/prompt:0,chosen:0,rejected:2&policy=log-linear&run=dpo,beta:1&run=simpo&run=minor-dpo,beta:1',
  ],
  ['table-cannot-displace', '#1&world=triangle&policy=table&run=dpo,beta:1&run=simpo'],
];

describe('links from before there were methods', () => {
  it.each(links)('open and write %s as they did', (id, link) => {
    const preset = presets.find((candidate) => candidate.id === id);
    const { experiment, changes } = openLink(link);
    expect(changes).toEqual([]);
    expect(experiment).toEqual(preset?.experiment);
    expect(toFragment(experiment)).toBe(link);
    for (const run of experiment.runs) expect(Object.keys(run)).toEqual(['objective', 'knobs']);
    expect(experiment.training.restartEvery).toBe(0);
  });

  it('knows every lesson there was', () => expect(links).toHaveLength(15));
});
