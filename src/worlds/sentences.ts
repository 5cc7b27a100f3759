/** Short sentences of a few words, written word by word: the answers share their beginnings, and a policy its weights. */
import { exp, log, pow } from '../math/elementary';
import { type Conflict, type FieldValues, group, groupAt, knob, numberAt, optionalKnob } from '../settings/fields';
import { corpusOf, endHazard, prompts, vocabulary } from './corpus';
import type { SentencesGeometry } from './geometry';
import { safetyField, safetyOf, unsafeWord } from './sentence-safety';
import { type SentenceTree, sentenceCount, sentenceTree } from './sentence-tree';
import type { WorldSize } from './size';
import { pathSums } from './tree';
import type { BaseFitting, FineTuning, World, WorldDefinition } from './world';

/** More responses than this, over all prompts, are too many to enumerate at every report. */
const mostResponses = 25_000;
/** The cheap phrase of the trap is this word said twice. */
const trapWord = vocabulary.indexOf('well');
const [shortest, longest] = [2, 6];

const fittingSteps = knob({
  label: 'steps',
  default: 400,
  range: [1, 2000],
  scale: 'log',
  integer: true,
  higher: 'fits the reference more closely to what it is shown',
});
const fittingRate = knob({
  label: 'learning rate',
  default: 0.01,
  range: [1e-4, 0.1],
  scale: 'log',
  tex: '\\eta',
  higher: 'takes larger steps',
});

const fields = {
  prompts: knob({ label: 'prompts', default: 2, range: [1, 4], integer: true, higher: 'asks more questions' }),
  words: knob({ label: 'words', default: 5, range: [2, 8], integer: true, higher: 'makes the vocabulary larger' }),
  maxLength: knob({
    label: 'longest sentence',
    default: 5,
    range: [shortest, longest],
    integer: true,
    unit: 'words',
    higher: 'lets sentences grow longer before they are cut off',
  }),
  lengthBonus: knob({
    label: 'length bonus',
    default: 0,
    range: [-2, 2],
    higher: 'makes raters like longer answers more, though they are no better',
  }),
  lengthPenalty: group(
    'length penalty',
    {
      after: knob({
        label: 'after',
        default: 3,
        range: [1, longest],
        integer: true,
        higher: 'lets more words go free',
      }),
      perToken: knob({ label: 'per word', default: 1, range: [0, 5], higher: 'makes long answers truly worse' }),
    },
    { optional: true },
  ),
  trap: optionalKnob({
    label: `raters fall for “${vocabulary[trapWord]} ${vocabulary[trapWord]}”`,
    default: 2,
    range: [-5, 5],
    higher: 'makes raters like the phrase more, though it is worth nothing',
  }),
  safety: safetyField,
  base: group(
    'a base model before fine-tuning',
    {
      corpus: knob({
        label: 'share of the corpus',
        default: 0.3,
        range: [0, 1],
        higher: 'teaches the base more of the corpus, and less of words picked at random',
      }),
      steps: { ...fittingSteps, higher: 'fits the base more closely' },
      learningRate: fittingRate,
    },
    { optional: true },
  ),
  sft: group(
    'fine-tuning of the reference',
    {
      samples: knob({
        label: 'samples',
        default: 1000,
        range: [10, 5000],
        scale: 'log',
        integer: true,
        higher: 'shows the reference more of the corpus',
      }),
      steps: fittingSteps,
      learningRate: fittingRate,
    },
    { optional: false },
  ),
} as const;

const conflictIn = (params: FieldValues): Conflict | undefined => {
  const [asked, words, maxLength] = [
    numberAt(params, 'prompts'),
    numberAt(params, 'words'),
    numberAt(params, 'maxLength'),
  ];
  const fits = (length: number): boolean => asked * sentenceCount(words, length) <= mostResponses;
  if (!fits(maxLength)) {
    const nearest = Array.from({ length: longest }, (_, i) => longest - i).find(fits) ?? shortest;
    return {
      name: 'maxLength',
      allowed: `at most ${nearest} with ${words} words and ${asked} prompts, or there are more than ${mostResponses} sentences`,
      nearest,
    };
  }
  const missing = (name: string, word: number): Conflict | undefined =>
    params[name] === undefined || words > word
      ? undefined
      : { name, allowed: `off while there is no word “${vocabulary[word]}”` };
  return missing('trap', trapWord) ?? missing('safety', unsafeWord);
};

const sizeOf = (params: FieldValues): WorldSize => {
  const words = numberAt(params, 'words');
  return {
    prompts: numberAt(params, 'prompts'),
    branching: words,
    choices: words + 1,
    depth: numberAt(params, 'maxLength'),
  };
};

/** log-probabilities [N] of a share of the corpus, and for the rest words picked at random that end as often. */
const mixtureOf = (tree: SentenceTree, logCorpus: Float64Array, share: number): Float64Array => {
  const logRandom = pathSums(tree, randomChoices(tree));
  return logCorpus.map((logP, i) => log(share * exp(logP) + (1 - share) * exp(logRandom[i] ?? 0)));
};

const baseOf = (params: FieldValues, tree: SentenceTree, logCorpus: Float64Array): BaseFitting | null => {
  const base = groupAt(params, 'base');
  if (base === undefined) return null;
  const share = numberAt(base, 'corpus');
  return {
    share,
    logP: mixtureOf(tree, logCorpus, share),
    steps: numberAt(base, 'steps'),
    learningRate: numberAt(base, 'learningRate'),
  };
};

const fineTuningOf = (params: FieldValues, base: BaseFitting | null): FineTuning => {
  const sft = groupAt(params, 'sft') ?? fields.sft.default;
  return {
    base,
    samples: numberAt(sft, 'samples'),
    steps: numberAt(sft, 'steps'),
    learningRate: numberAt(sft, 'learningRate'),
  };
};

const [logEnd, logOn] = [log(endHazard), log(1 - endHazard)];

/** Log-probabilities [M, V] of the choices of somebody who picks each word at random, and ends as often as the corpus. */
const randomChoices = ({ nodes, choices, allowed }: SentenceTree): Float64Array => {
  const words = choices - 1;
  return Float64Array.from({ length: nodes * choices }, (_, i) => {
    const end = i - (i % choices) + words;
    const canEnd = allowed[end] === 1;
    if (i === end) return canEnd ? logEnd : Number.NEGATIVE_INFINITY;
    return (canEnd ? logOn : 0) - log(words);
  });
};

/** Log-probabilities of the choices at each node in the corpus, [M, V]. */
const corpusChoices = ({ nodes, choices, depth, promptOf, prefixes }: SentenceTree): Float64Array => {
  const words = choices - 1;
  const { logFirst, logNext } = corpusOf(words);
  const logP = new Float64Array(nodes * choices);
  for (let node = 0; node < nodes; node++) {
    const prefix = prefixes.subarray(node * (depth - 1), (node + 1) * (depth - 1));
    const last = prefix.findLast((word) => word >= 0);
    const row = last === undefined ? logFirst[promptOf[node] ?? 0] : logNext[last]?.map((value) => value + logOn);
    logP.set(row ?? [], node * choices);
    logP[node * choices + words] = last === undefined ? Number.NEGATIVE_INFINITY : logEnd;
  }
  return logP;
};

/** True reward [N]: twice the mean worth of a sentence's words, less the penalty on those beyond a length. */
const rewardOf = (sentences: SentenceTree['sentences'], asked: number, params: FieldValues): Float64Array => {
  const { values } = corpusOf(numberAt(params, 'words'));
  const penalty = groupAt(params, 'lengthPenalty');
  const [after, perToken] =
    penalty === undefined ? [0, 0] : [numberAt(penalty, 'after'), numberAt(penalty, 'perToken')];
  const rewards = values.slice(0, asked).flatMap((worth) =>
    sentences.map((sentence) => {
      const sum = sentence.reduce((total, word) => total + (worth[word] ?? 0), 0);
      return (2 * sum) / sentence.length - perToken * Math.max(0, sentence.length - after);
    }),
  );
  return Float64Array.from(rewards);
};

/** What raters see: the true reward itself, unless length or the phrase of the trap sways them. */
const labelRewardOf = (
  sentences: SentenceTree['sentences'],
  reward: Float64Array,
  params: FieldValues,
): Float64Array => {
  const { lengthBonus, trap = 0 } = params;
  if (lengthBonus === 0 && trap === 0) return reward;
  const isTrapped = (sentence: readonly number[]): boolean =>
    sentence.some((word, i) => word === trapWord && sentence[i + 1] === trapWord);
  const extra = sentences.map(
    (sentence) => Number(lengthBonus) * (sentence.length - 1) + (isTrapped(sentence) ? Number(trap) : 0),
  );
  return reward.map((value, i) => value + (extra[i % extra.length] ?? 0));
};

/** The flat indices of the responses in which one word is another. */
const neighboursIn =
  (sentences: SentenceTree['sentences'], words: number) =>
  (response: number): readonly number[] =>
    (sentences[response % sentences.length] ?? []).flatMap((word, place, { length }) =>
      Array.from({ length: words }, (_, other) => response + (other - word) * pow(words, length - 1 - place)).filter(
        (near) => near !== response,
      ),
    );

const build = (params: FieldValues): World<SentencesGeometry> => {
  const [asked, words, maxLength] = [
    numberAt(params, 'prompts'),
    numberAt(params, 'words'),
    numberAt(params, 'maxLength'),
  ];
  const names = vocabulary.slice(0, words);
  const written = sentenceTree(asked, names, maxLength);
  const { sentences, ...tree } = written;
  const choiceLogRef = corpusChoices(written);
  const logRef = pathSums(tree, choiceLogRef);
  const reward = rewardOf(sentences, asked, params);
  const contentLengths = Float64Array.from(
    { length: reward.length },
    (_, i) => sentences[i % sentences.length]?.length ?? 0,
  );
  return {
    prompts: prompts.slice(0, asked),
    responses: sentences.map(
      (sentence) => sentence.map((word) => names[word]).join(' ') + (sentence.length < maxLength ? '.' : '~'),
    ),
    tree,
    logRef,
    choiceLogRef,
    reward,
    labelReward: labelRewardOf(sentences, reward, params),
    safety: safetyOf(sentences, asked, params),
    preference: null,
    lengths: contentLengths.map((length) => (length < maxLength ? length + 1 : length)),
    geometry: { kind: 'sentences', contentLengths },
    pairs: null,
    fineTuning: fineTuningOf(params, baseOf(params, written, logRef)),
    neighbours: neighboursIn(sentences, words),
  };
};

export const sentences: WorldDefinition<SentencesGeometry> = {
  id: 'sentences',
  name: 'Sentences',
  summary:
    'Answers of a few words, thousands of them. The reference learns to write from a corpus; in a network all answers share weights.',
  geometry: 'sentences',
  hasSecond: true,
  fields,
  conflictIn,
  size: sizeOf,
  build,
  usual: {
    policy: 'autoregressive-mlp',
    pairs: 128,
    training: { steps: 1000, batch: 'all', learningRate: 0.001 },
    rewardModel: { hidden: 32, steps: 300 },
  },
  // Objectives under which the chosen answers fall, and some under which they do not.
  opening: {
    runs: [
      { objective: 'dpo', knobs: { beta: 0.1 } },
      { objective: 'dpo', knobs: { beta: 1 } },
      { objective: 'ipo', knobs: { tau: 0.1 } },
      { objective: 'simpo', knobs: { beta: 2.5, gamma: 0.25 } },
      { objective: 'alphapo', knobs: { alpha: -1, beta: 2.5, gamma: 0.25 } },
      { objective: 'dpo', knobs: { beta: 0.1, nll: 0.1 } },
      { objective: 'minor-dpo', knobs: { beta: 0.1 } },
      { objective: 'orpo', knobs: { lambda: 1 } },
    ],
  },
};
