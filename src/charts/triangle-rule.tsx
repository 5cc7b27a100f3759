/** What the sign rule foretells of the first step on each pair, and what came of it in every run. */
import { Fragment, type ReactElement } from 'react';
import { chosenVelocity } from '../math/displacement';
import { compactText } from '../settings/number-text';
import type { Series } from '../state/series';
import type { GivenPair } from '../worlds/world';
import type { ChartRun } from './looks';
import { foretell, type Outcome, type Verdict, verdictOn } from './triangle-words';
import { answerCount, type TriangleWorld } from './triangle-world';
import { useSeriesNow } from './use-series-now';

export interface RuleProps {
  readonly world: TriangleWorld;
  /** The world's own pairs, as training holds them. */
  readonly pairs: readonly GivenPair[];
  /** Whether each answer has a feature of its own instead of those of the world. */
  readonly isTable: boolean;
  /** In the order of the series' rows. */
  readonly runs: readonly ChartRun[];
  readonly series: Series;
}

/** φ of the answers to one prompt, [3, F]; in a table each answer has a feature of its own. */
const featuresOf = ({ geometry: { features } }: TriangleWorld, prompt: number, isTable: boolean): Float64Array => {
  if (isTable) return Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
  const size = answerCount * 2;
  return features.subarray(prompt * size, (prompt + 1) * size);
};

const outcomesOf = (series: Series, pair: number, runs: readonly ChartRun[]): readonly (Outcome | null)[] =>
  runs.map((_, run) => {
    const { chosen } = series.pairCurve(pair, run);
    const [start, first] = chosen;
    const now = chosen.at(-1);
    return start === undefined || first === undefined || now === undefined
      ? null
      : { firstStep: first - start, now: now - start };
  });

/** The names of these runs, each in its colour; all of many as their number. */
const Names = ({ of, runs }: { readonly of: readonly number[]; readonly runs: readonly ChartRun[] }) => {
  if (of.length === runs.length && runs.length > 2) return <>all {runs.length} runs</>;
  return of.map((index, i) => (
    <Fragment key={index}>
      {i > 0 && (i === of.length - 1 ? ' and ' : ', ')}
      <strong style={{ color: runs[index]?.look.color }}>{runs[index]?.name}</strong>
    </Fragment>
  ));
};

/** What came of it, once there has been a first step. */
const Outcomes = (props: {
  readonly verdict: Verdict;
  readonly chosen: string;
  readonly runs: readonly ChartRun[];
}) => {
  const { verdict, chosen, runs } = props;
  const { agree, differ, below } = verdict;
  return (
    <>
      {agree.length > 0 && (
        <>
          {' '}
          It did in <Names of={agree} runs={runs} />.
        </>
      )}
      {differ.length > 0 && (
        <>
          {' '}
          It did not in <Names of={differ} runs={runs} />: the rule is about small steps on the pair’s difference alone.
        </>
      )}
      {below.length > 0 && (
        <>
          {' '}
          By now {chosen} is less likely than under π_ref in <Names of={below} runs={runs} />.
        </>
      )}
    </>
  );
};

const PairRule = ({ pair, index, ...props }: RuleProps & { readonly pair: GivenPair; readonly index: number }) => {
  const { world, isTable, runs, series, pairs } = props;
  const prompt = Math.floor(pair.chosen / answerCount);
  const start = prompt * answerCount;
  const [w, l] = [pair.chosen - start, pair.rejected - start];
  const policy = {
    features: featuresOf(world, prompt, isTable),
    logPi: world.logRef.subarray(start, start + answerCount),
  };
  const velocity = chosenVelocity(policy, { chosen: w, rejected: l });
  const [chosen = '', rejected = ''] = [world.responses[w], world.responses[l]];
  return (
    <p className="triangle-rule">
      <strong>
        {chosen} over {rejected}
        {world.prompts.length > 1 && `, ${world.prompts[prompt]}`}:
      </strong>{' '}
      (φ_w − E φ) · (φ_w − φ_l) = {compactText(velocity)} at π_ref
      {isTable && ', as a table gives each answer a feature of its own'}, so{' '}
      {pairs.length === 1 ? '' : 'on this pair alone '}
      {foretell(chosen, velocity)}.
      <Outcomes verdict={verdictOn(velocity, outcomesOf(series, index, runs))} chosen={chosen} runs={runs} />
    </p>
  );
};

export const Rule = (props: RuleProps): ReactElement => {
  useSeriesNow(props.series);
  return (
    <div>
      {props.pairs.map((pair, index) => (
        <PairRule key={index} pair={pair} index={index} {...props} />
      ))}
    </div>
  );
};
