/** What trainings without tfjs come to, to the last bit: two machines that give the same digest gave the same numbers. */
import { openLink } from '../experiment/link';
import { float64Backend } from './float64/backend';
import { train } from './train';

const sentences =
  '#1&world=sentences&world.words=2&world.maxLength=3&world.sft.steps=50&data.pairs=40&training.batch=16';

/** A policy of each kind on worlds of each kind, runs that take their steps in one call, and a run that answers by itself. */
export const digestedLinks = {
  'two bumps on a line': '#1&world=two-peaks&policy=two-bumps&data.candidates=4&run=dpo&run=exo-rw&run=rl-exact',
  'one bump on a line':
    '#1&world=two-peaks&policy=bump-width&run=alphapo,alpha:0.5&run=alphapo,alpha:-1&run=mpo&run=rl-exact',
  'tables on a triangle': '#1&world=triangle&policy=table&run=dpo,beta:0.5&run=dpo,beta:2&run=ipo&run=kto',
  'a network on sentences': `${sentences}&policy=autoregressive-mlp&policy.hidden=8&run=dpo&run=simpo`,
  'a transformer on sentences': `${sentences}&policy=transformer&policy.width=8&run=dpo&run=alphapo`,
  'answers of one’s own': '#1&world=two-peaks&policy=rbf&run=online-dpo&run=grpo&run=ppo',
} as const;

/** A hash of the bits of all numbers (FNV-1a on 32-bit words); NaN, of which there are many, counts as one. */
const hashOf = (numbers: Float64Array): number => {
  const bits = new Int32Array(numbers.map((value) => (Number.isNaN(value) ? Number.NaN : value)).buffer);
  return bits.reduce((hash, word) => Math.imul(hash ^ word, 0x01000193), 0x811c9dc5 | 0) >>> 0;
};

/** One number for all metrics of all runs at step 0, at four steps on the way and at the last. */
export const digestOf = async (link: string, steps = 1000): Promise<string> => {
  const { experiment, changes } = openLink(link);
  if (changes.length > 0) throw new Error(changes.join('; '));
  const hashes: number[] = [];
  const asked = { ...experiment, training: { ...experiment.training, steps } };
  for await (const { metrics } of train(asked, { backend: float64Backend, every: steps / 5, gradCosine: true })) {
    hashes.push(hashOf(metrics));
  }
  return hashes.map((hash) => hash.toString(16).padStart(8, '0')).join(' ');
};

/** Of all of them, by what they are; `digests.json` has those that are wanted. */
export const allDigests = async (): Promise<Readonly<Record<string, string>>> => {
  const digests: Record<string, string> = {};
  for (const [what, link] of Object.entries(digestedLinks)) digests[what] = await digestOf(link);
  return digests;
};
