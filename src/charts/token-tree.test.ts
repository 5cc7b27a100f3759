import { describe, expect, it } from 'vitest';
import { exp } from '../math/elementary';
import { optimum } from '../math/optimum';
import { softValues } from '../math/soft-tree';
import { defaultsOf } from '../settings/fields';
import { continuationsOf } from '../worlds/continuations';
import { sentences } from '../worlds/sentences';
import { tokenRows } from './token-tree';

const world = sentences.build({ ...defaultsOf(sentences.fields), words: 3, maxLength: 3 });
const { tree, logRef, choiceLogRef, reward, responses } = world;
const beta = 0.8;
const of = (table: Float64Array, prompt: number): Float64Array =>
  table.slice(prompt * responses.length, (prompt + 1) * responses.length).map(exp);
const logStar = optimum(world, beta);

describe.each([0, 1])('the tree of tokens of prompt %d', (prompt) => {
  const tables = { policy: of(logRef, prompt), reference: of(logRef, prompt), optimum: of(logStar, prompt) };
  const rows = tokenRows(tree, prompt, tables, beta, 12);

  it('has each token under the one before it', () => {
    expect(rows).toHaveLength(12);
    rows.forEach(({ parent, depth, path, text }, i) => {
      expect(parent).toBeLessThan(i);
      expect(path.split(' ')).toHaveLength(depth + 1);
      if (parent >= 0) expect(path).toBe(`${rows[parent]?.path} ${text}`);
    });
  });

  it('has the exact advantages of backward induction, and none for the reference itself', () => {
    const valued = { choices: tree.choices, logRef: choiceLogRef, next: continuationsOf(tree) };
    const { advantage } = softValues(valued, reward, beta);
    const root = tree.promptOf.indexOf(prompt) * tree.choices;
    for (const { depth, text, exact, learned } of rows) {
      expect(learned).toBeCloseTo(0, 9);
      if (depth === 0) expect(exact).toBeCloseTo(advantage[root + tree.choiceNames.indexOf(text)] ?? 0, 9);
    }
  });
});
