/** Each observation is trained where it holds, and where it nearly does and must not be said. */
import { beforeAll, describe, expect, it } from 'vitest';
import { openLink } from '../experiment/link';
import { openBackend } from '../training/backend';
import { Preparations } from '../training/preparations';
import { train } from '../training/train';
import { follow } from './follow';
import { observations } from './index';
import type { Said } from './observer';
import { textOf } from './sentence';

const links = {
  /** DPO, EXO and exact RL, one bump. */
  peaks: '#1&training.steps=250&training.batch=64',
  promised:
    '#1&world.safety.bound=0.1&policy.start=1&training.steps=150&training.batch=64&data.candidates=4&run=dpo,beta:1&run=rl-exact,beta:1',
  leftPeak: '#1&policy.start=-1&training.steps=250&training.batch=64&run=rl-exact,beta:1',
  twoBumps:
    '#1&policy=two-bumps&policy.start=1&training.steps=500&training.batch=64&run=rl-exact,beta:1&run=dpo,beta:1',
  answers:
    '#1&world=triangle&training.steps=600&run=dpo,beta:1&run=ipo,tau:0.25&run=minor-dpo,beta:1&run=rl-exact,beta:1&run=ipo,tau:0.1&run=dpo,beta:1&run=custom,expression:abs(h-h)&run=custom,expression:exp(exp(a%2B99))',
  otherKnobs: '#1&world=triangle&training.steps=100&run=simpo,beta:2,gamma:0.5&run=simpo,beta:1,gamma:0',
  circle: '#1&world=triangle&training.steps=60&world.pairs=prompt:0,chosen:0,rejected:1/prompt:0,chosen:1,rejected:0',
  cliff:
    '#1&world=cliff&policy=bump-width&policy.start=0&policy.width=1.5&data.pairs=64&data.support.low=-1&data.support.high=1&data.labels=deterministic&training.steps=400&training.batch=all&training.learningRate=0.05&run=dpo,beta:1&run=ipo,tau:0.1&run=mpo,lambdaReference:0.1&run=ipo,tau:0.25',
  believed:
    '#1&world=cliff&policy=bump-width&policy.start=0&policy.width=1.5&data.pairs=256&data.support.low=-1&data.support.high=1&training.steps=150&training.batch=all&training.learningRate=0.05&run=rl-exact,beta:0.1,judge:model&run=rl-exact,beta:10,judge:model',
  duels:
    '#1&world=cycle&training.steps=160&training.learningRate=0.1&run=sppo,eta:8,draws.every:20,reference.every:20&run=ipo,tau:1',
  itself:
    '#1&world=sentences&world.sft.steps=60&world.sft.samples=300&data.pairs=32&training.steps=150&training.learningRate=0.003&policy.hidden=16&run=dice,beta:1,draws.every:50,reference.every:50,judge.balanced:false&run=dice,beta:1,draws.every:50,reference.every:50,judge:true',
  flipped: '#1&world=cliff&data.labels=deterministic&data.flip=0.4&data.pairs=64&training.steps=40&run=dpo,beta:1',
  sentences:
    '#1&world=sentences&world.sft.steps=60&world.sft.samples=300&data.pairs=32&training.steps=150&training.learningRate=0.003&policy.hidden=16&run=dpo,beta:0.1&run=simpo&run=dpo,beta:0.1,nll:0.1&run=orpo,lambda:1',
} as const;
type Name = keyof typeof links;

/** Of an observation: a run of an experiment that shows it with words that are said, and one that nearly does. */
interface Case {
  readonly holds: readonly [Name, number | null, RegExp];
  readonly misses: readonly [Name, number | null];
}

const cases: Readonly<Record<string, Case>> = {
  frozen: { holds: ['answers', 7, /stands still since step 0/], misses: ['answers', 0] },
  valley: { holds: ['peaks', 0, /^DPO sits in the valley: 9\d% of its/], misses: ['peaks', 1] },
  'on-peak': { holds: ['leftPeak', 0, /climbed the left peak/], misses: ['peaks', 0] },
  'covers-peaks': { holds: ['twoBumps', 0, /covers both peaks/], misses: ['peaks', 1] },
  corner: { holds: ['answers', 0, /Yes \(9\d.*no pair chooses: its features lie furthest/], misses: ['answers', 1] },
  took: { holds: ['sentences', 2, /“.*”.*, rose from \d+% to/], misses: ['peaks', 0] },
  spread: { holds: ['cliff', 0, /narrower than π_ref/], misses: ['peaks', 0] },
  'reached-optimum': { holds: ['answers', 3, /reached the optimum π\*/], misses: ['answers', 4] },
  'near-family-best': { holds: ['leftPeak', 0, /as near to π\* as this policy can/], misses: ['peaks', 2] },
  'settled-far': {
    holds: ['peaks', 0, /settled 2\.(29|3\d) nats from π\*, where .* come to 0\.72/],
    misses: ['peaks', 2],
  },
  direction: { holds: ['answers', 0, /elsewhere than exact RL’s \(cosine/], misses: ['answers', 3] },
  'leaving-reference': { holds: ['cliff', 0, /still leaving π_ref/], misses: ['cliff', 2] },
  'stopped-away': { holds: ['answers', 4, /left π_ref and stopped, 2\.\d\d nats/], misses: ['cliff', 0] },
  'stays-near': { holds: ['cliff', 2, /near π_ref, at 0\.4\d nats/], misses: ['cliff', 1] },
  displaced: {
    holds: ['answers', 0, /chosen answers fell on average .*, though (the margin|margins) grew/],
    misses: ['answers', 1],
  },
  'keeps-chosen': { holds: ['answers', 2, /keeps? chosen answers up \(/], misses: ['answers', 0] },
  'both-likelier': { holds: ['twoBumps', 0, /both chosen and rejected answers became likelier/], misses: ['peaks', 1] },
  'margin-asked': {
    holds: ['answers', 1, /stopped at (2\.00|1\.9\d); its formula asks for 2\.00/],
    misses: ['answers', 0],
  },
  'outside-data': { holds: ['cliff', 0, /on answers that no pair has/], misses: ['cliff', 2] },
  'over-optimised': {
    holds: ['cliff', 0, /has fallen from .* at step \d+ to .*, while KL grew/],
    misses: ['cliff', 2],
  },
  unsettled: {
    holds: ['duels', 0, /^SPPO has not settled: of late the best answer to it won/],
    misses: ['duels', 1],
  },
  'worse-judge': {
    holds: [
      'itself',
      0,
      /judges its own answers worse than it did: .* in \d+% of them at step 5\d, and is in \d+% now/,
    ],
    misses: ['itself', 1],
  },
  longer: { holds: ['sentences', 0, /words on average, where π_ref writes/], misses: ['sentences', 2] },
  'stays-short': { holds: ['sentences', 2, /within a word of π_ref/], misses: ['sentences', 0] },
  'learned-nothing': { holds: ['answers', 6, /learned nothing/], misses: ['answers', 4] },
  'one-knob': { holds: ['cliff', 3, /^From τ 0\.1 to 0\.25 IPO’s/], misses: ['otherKnobs', 0] },
  same: { holds: ['answers', 5, /^DPO and DPO \(2\) do the same/], misses: ['answers', 1] },
  earns: { holds: ['peaks', 2, /^Exact RL earns most.*DPO least/], misses: ['peaks', 1] },
  widest: { holds: ['twoBumps', 1, /^DPO is spread widest, entropy .*; Exact RL narrowest/], misses: ['peaks', 1] },
  moved: { holds: ['peaks', 0, /reward of DPO fell/], misses: ['answers', 6] },
  'keeps-promise': {
    holds: ['promised', 1, /^Exact RL keeps the bound: E\[g\] is 0\.9\d, and 0\.10 was promised/],
    misses: ['promised', 0],
  },
  'breaks-promise': { holds: ['promised', 0, /^DPO breaks the bound/], misses: ['promised', 1] },
  'circular-labels': { holds: ['circle', null, /^100% of the pairs contradict/], misses: ['cliff', null] },
  'labels-against-reward': { holds: ['flipped', null, /of the labels choose/], misses: ['cliff', null] },
};

const patience = 900_000;
const preparations = new Preparations();
const known = new Map<Name, Promise<readonly Said[]>>();

const trained = async (name: Name): Promise<readonly Said[]> => {
  const { experiment, changes } = openLink(links[name]);
  if (changes.length > 0) throw new Error(changes.join(' '));
  let said: readonly Said[] = [];
  let sayAt: ReturnType<typeof follow> = () => [];
  const onStart = (start: Parameters<typeof follow>[1]): void => {
    sayAt = follow(experiment, start);
  };
  for await (const report of train(experiment, { gradCosine: true, preparations, onStart })) said = sayAt(report);
  return said;
};

/** What is said at the end; each experiment is trained once. */
const saidIn = (name: Name): Promise<readonly Said[]> => {
  const said = known.get(name) ?? trained(name);
  known.set(name, said);
  return said;
};

const sentencesOf = async (id: string, name: Name, run: number | null): Promise<readonly string[]> =>
  (await saidIn(name))
    .filter((said) => said.id === id && (run === null || said.runs.includes(run)))
    .map(({ sentence }) => textOf(sentence));

describe('observations', () => {
  beforeAll(async () => {
    await openBackend('wasm', {});
  });

  it('have ids of their own and a case each', () => {
    expect(Object.keys(cases).toSorted()).toEqual(observations.map(({ id }) => id).toSorted());
  });

  it.each(Object.entries(cases))(
    '%s is said where it holds, and not where it nearly does',
    { timeout: patience },
    async (id, { holds: [name, run, text], misses }) => {
      const [said = '', ...others] = await sentencesOf(id, name, run);
      expect(said).toMatch(text);
      expect(others).toEqual([]);
      expect(await sentencesOf(id, ...misses)).toEqual([]);
    },
  );

  it('over-optimised names the reward that went on where a model judges', { timeout: patience }, async () => {
    const [said = ''] = await sentencesOf('over-optimised', 'believed', 0);
    expect(said).toMatch(/has fallen from .* at step \d+ to .*, while the model’s reward rose to/);
    expect(await sentencesOf('over-optimised', 'believed', 1)).toEqual([]);
  });
});
