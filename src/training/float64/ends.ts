/** The best and the worst answer of each row, as a judge scores them. */
import { log } from '../../math/elementary';
import { labelChance, type Raters } from '../../math/preference';
import { balancedPrice, bestAndWorst, type Groups, pricedScores } from '../../math/self-judging';
import { grain, prices, type SelfJudge } from '../self-judge';

/** Rows as groups of this size. */
const grouped = (values: ArrayLike<number>, inRow: number): Groups =>
  Array.from({ length: values.length / inRow }, (_, row) =>
    Array.from({ length: inRow }, (_, i) => values[row * inRow + i] ?? Number.NaN),
  );

/** Standard Gumbel noise, with which the best of two is what Bradley–Terry says. */
const gumbel = (lot: number): number => -log(-log(lot));

/**
 * What a judge who is not the run gives each answer, [rows][answers]: its reward, in doubt where labels are; or, where it
 * compares answers two by two, the share of the duels that an answer wins with the others of its row, on average.
 */
export const scoresBy = (
  taste: Raters,
  labels: 'bradley-terry' | 'deterministic',
  answers: Int32Array,
  inRow: number,
  lots: ArrayLike<number>,
): Groups => {
  if (taste.preference !== null) {
    return grouped(answers, inRow).map((row) =>
      row.map((answer) => row.reduce((sum, other) => sum + labelChance(taste, 'bradley-terry', answer, other), 0)),
    );
  }
  const noise = (i: number): number => (labels === 'bradley-terry' ? gumbel(lots[i] ?? 0.5) : 0);
  return grouped(
    Float64Array.from(answers, (answer, i) => (taste.labelReward[answer] ?? 0) + noise(i)),
    inRow,
  );
};

/** The run's own scores, from log-ratios and lengths by answer, and the price that it puts on a word. */
export const ownScores = (
  judge: SelfJudge,
  logRatio: Float64Array,
  length: Float64Array,
  inRow: number,
): { readonly scores: Groups; readonly price: number } => {
  const steps = logRatio.map((value) => grain * Math.round(value / grain));
  const judged = { logRatio: grouped(steps, inRow), length: grouped(length, inRow) };
  const price = judge === 'balanced' ? balancedPrice(judged, prices).alpha : judge;
  return { scores: pricedScores(judged, price), price };
};

/** The best and the worst of each row's answers [rows, 2]; the other way round where `turns` [rows] says so. */
export const endsOf = (answers: Int32Array, scores: Groups, turns: readonly boolean[]): Int32Array => {
  const ends = new Int32Array(2 * scores.length);
  bestAndWorst(scores).forEach(({ chosen, rejected }, row) => {
    const start = row * (scores[row]?.length ?? 0);
    const pair = [answers[start + chosen] ?? 0, answers[start + rejected] ?? 0];
    ends.set(turns[row] === true ? pair.toReversed() : pair, 2 * row);
  });
  return ends;
};
