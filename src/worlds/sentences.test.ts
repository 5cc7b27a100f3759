import { describe, expect, it } from 'vitest';
import { expectation, kullbackLeibler, logSumExp } from '../math/distribution';
import { optimum } from '../math/optimum';
import { defaultsOf, type FieldValues } from '../settings/fields';
import { prompts as allPrompts, vocabulary } from './corpus';
import { sentences } from './sentences';
import { pathSums } from './tree';

const withParams = (params: FieldValues = {}) => sentences.build({ ...defaultsOf(sentences.fields), ...params });
const world = withParams();
const perPrompt = world.responses.length;
const indexOf = (response: string, prompt = 0): number => prompt * perPrompt + world.responses.indexOf(response);
const meanOf = (values: Float64Array, logP: Float64Array): number =>
  expectation(logP, (i) => values[i] ?? Number.NaN, perPrompt);

describe('sentences', () => {
  it('has every sentence once, level by level, under two prompts', () => {
    expect(world.prompts).toHaveLength(2);
    expect(perPrompt).toBe(3905);
    expect(new Set(world.responses).size).toBe(3905);
    expect(world.responses.slice(0, 7)).toEqual(['yes.', 'sure.', 'no.', 'never.', 'well.', 'yes yes.', 'yes sure.']);
    expect(world.responses.at(-1)).toBe('well well well well well~');
    expect(world.tree).toMatchObject({ nodes: 2 * 781, choices: 6, depth: 5 });
    expect(world.tree.choiceNames).toEqual(['yes', 'sure', 'no', 'never', 'well', 'end']);
    const levels = Array.from(world.geometry.contentLengths).slice(0, perPrompt);
    expect(levels).toEqual(levels.toSorted());
  });

  it('spells each response by its path', () => {
    const { choices, choiceNames, depth, paths, prefixes, promptOf } = world.tree;
    const isSpelt = (flat: number): boolean => {
      const path = paths.subarray(flat * depth, (flat + 1) * depth).filter((choice) => choice >= 0);
      const words = Array.from(path, (choice) => choice % choices);
      const consistent = Array.from(path).every((choice, i) => {
        const node = Math.floor(choice / choices);
        const before = Array.from(prefixes.subarray(node * (depth - 1), (node + 1) * (depth - 1)));
        const expected = Array.from({ length: depth - 1 }, (_, place) => (place < i ? words[place] : -1));
        return promptOf[node] === Math.floor(flat / perPrompt) && before.join() === expected.join();
      });
      const names = words.map((word) => choiceNames[word]);
      const text = names.at(-1) === 'end' ? `${names.slice(0, -1).join(' ')}.` : `${names.join(' ')}~`;
      return consistent && path.length === world.lengths[flat] && text === world.responses[flat % perPrompt];
    };
    const wrong = Array.from(world.reward.keys()).filter((flat) => !isSpelt(flat));
    expect(wrong).toEqual([]);
  });

  it('has the corpus of the scenario as a distribution, of responses and of choices', () => {
    const { choices } = world.tree;
    for (const prompt of [0, 1]) {
      const row = world.logRef.subarray(prompt * perPrompt, (prompt + 1) * perPrompt);
      expect(logSumExp(row)).toBeCloseTo(0, 10);
    }
    for (let start = 0; start < world.choiceLogRef.length; start += choices) {
      expect(logSumExp(world.choiceLogRef.subarray(start, start + choices))).toBeCloseTo(0, 10);
    }
    expect(world.choiceLogRef.map((value) => (value === Number.NEGATIVE_INFINITY ? 0 : 1))).toEqual(
      Float64Array.from(world.tree.allowed),
    );
    expect(pathSums(world.tree, world.choiceLogRef)).toEqual(world.logRef);
    expect(Math.exp(world.logRef[indexOf('yes no.')] ?? 0)).toBeCloseTo(0.35 * 0.65 * 0.1 * 0.35, 12);
    expect(Math.exp(world.logRef[indexOf('never well yes yes sure~', 1)] ?? 0)).toBeCloseTo(
      0.15 * 0.25 * 0.3 * 0.35 * 0.25 * 0.65 ** 4,
      12,
    );
    expect(meanOf(world.geometry.contentLengths, world.logRef)).toBeCloseTo((1 - 0.65 ** 5) / 0.35, 10);
  });

  it('rewards words by the prompt', () => {
    expect(world.reward[indexOf('yes sure.')]).toBeCloseTo(1.7, 12);
    expect(world.reward[indexOf('yes sure.', 1)]).toBeCloseTo(-1.7, 12);
    expect(world.reward[indexOf('never.', 1)]).toBeCloseTo(2.4, 12);
    expect(world.labelReward).toBe(world.reward);
  });

  it.each([
    [1, 1.6, 0.53],
    [0.5, 1.93, 0.99],
    [0.1, 2.18, 1.97],
  ])('tilts the corpus to about the reward and KL of the scenario, β = %d', (beta, reward, kl) => {
    const logStar = optimum(world, beta);
    expect(Math.abs(meanOf(world.reward, logStar) - reward)).toBeLessThan(0.05);
    expect(Math.abs(kullbackLeibler(logStar, world.logRef, perPrompt) - kl)).toBeLessThan(0.05);
  });

  it('counts the end among the tokens only where it is written', () => {
    const lengthsOf = (response: string) =>
      [world.geometry.contentLengths, world.lengths].map((of) => of[indexOf(response)]);
    expect(lengthsOf('no no no.')).toEqual([3, 4]);
    expect(lengthsOf('yes well yes well yes~')).toEqual([5, 5]);
  });

  it('penalises length truly, and lets raters err about length and the phrase', () => {
    const odd = withParams({ lengthPenalty: { after: 2, perToken: 0.5 }, lengthBonus: 0.25, trap: 3 });
    const shift = (response: string) => (odd.reward[indexOf(response)] ?? 0) - (world.reward[indexOf(response)] ?? 0);
    const error = (response: string) =>
      (odd.labelReward[indexOf(response)] ?? 0) - (odd.reward[indexOf(response)] ?? 0);
    expect([shift('no no.'), shift('no no no no.')]).toEqual([0, -1]);
    expect(error('yes.')).toBe(0);
    expect(error('yes well yes.')).toBeCloseTo(0.5, 12);
    expect(error('yes well well.')).toBeCloseTo(3.5, 12);
  });

  it('calls sentences with one other word neighbours', () => {
    const near = world.neighbours(indexOf('no well.', 1));
    expect(near.map((flat) => Math.floor(flat / perPrompt))).toEqual(Array(8).fill(1));
    expect(near.map((flat) => world.responses[flat % perPrompt])).toEqual([
      ...['yes well.', 'sure well.', 'never well.', 'well well.'],
      ...['no yes.', 'no sure.', 'no no.', 'no never.'],
    ]);
  });

  it('mixes a base model from the corpus and from words picked at random, which is a distribution too', () => {
    const base = { corpus: 0.3, steps: 400, learningRate: 0.01 };
    const { logP = new Float64Array(0) } = withParams({ base }).fineTuning?.base ?? {};
    const columns = world.responses.length;
    const p = logP.map(Math.exp);
    for (let start = 0; start < p.length; start += columns) {
      expect(p.subarray(start, start + columns).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    }
    // “yes.”: 0.35 of the corpus and a fifth of random words begin so, and 0.35 of either end there.
    const index = world.responses.indexOf('yes.');
    expect(p[index]).toBeCloseTo(0.35 * (0.3 * 0.35 + 0.7 * 0.2), 12);
  });

  it('takes the reference’s fine-tuning from its settings', () => {
    expect(world.fineTuning).toEqual({ base: null, samples: 1000, steps: 400, learningRate: 0.01 });
    const sft = { samples: 60, steps: 150, learningRate: 0.003 };
    expect(withParams({ sft }).fineTuning).toEqual({ base: null, ...sft });
  });

  it('keeps its distributions normalised with more words and prompts', () => {
    const large = withParams({ prompts: 4, words: 8, maxLength: 3 });
    expect(large.prompts).toEqual(allPrompts);
    expect(large.tree.choiceNames).toEqual([...vocabulary, 'end']);
    expect(large.responses).toHaveLength(8 + 64 + 512);
    for (let prompt = 0; prompt < 4; prompt++) {
      expect(logSumExp(large.logRef.subarray(prompt * 584, (prompt + 1) * 584))).toBeCloseTo(0, 10);
    }
  });
});

describe('conflictIn', () => {
  const conflict = (params: FieldValues) => sentences.conflictIn?.({ ...defaultsOf(sentences.fields), ...params });

  it('shortens sentences that would be too many', () => {
    expect(conflict({})).toBeUndefined();
    expect(conflict({ words: 8, prompts: 4, maxLength: 4 })).toBeUndefined();
    expect(conflict({ words: 8, prompts: 4, maxLength: 5 })).toMatchObject({ name: 'maxLength', nearest: 4 });
    expect(conflict({ words: 5, prompts: 1, maxLength: 6 })).toBeUndefined();
    expect(conflict({ words: 5, prompts: 2, maxLength: 6 })).toMatchObject({ name: 'maxLength', nearest: 5 });
  });

  it('has no trap without its word', () => {
    expect(conflict({ trap: 1 })).toBeUndefined();
    expect(conflict({ trap: 1, words: 4 })).toMatchObject({ name: 'trap' });
  });
});
