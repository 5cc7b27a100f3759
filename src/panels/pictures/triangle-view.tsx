/** The policies over three answers, with the field of one run to choose; loaded where there is a triangle. */
import { useMemo, useState } from 'react';
import { fieldOf } from '../../charts/triangle-field';
import { TrianglePicture } from '../../charts/triangle-picture';
import { setParam } from '../../state/edits';
import { experimentIn } from '../../state/store';
import { worldById } from '../../worlds';
import type { SimplexGeometry } from '../../worlds/geometry';
import { ChoiceControl } from '../controls/choice-control';
import { useActions, usePlayground, usePrepared, useSeries } from '../use-playground';
import { useChartRuns } from './use-chart-runs';
import type { Truth } from './use-truth';

/** What no run is called in the choice: runs are numbers there. */
const none = 'none';
/** The world's parameters that hold the features, by prompt. */
const featureParams = ['features', 'otherFeatures'] as const;

const rangeIn = (worldId: string): readonly [number, number] => {
  const field = worldById(worldId)?.fields.features;
  return (field?.kind === 'list' ? field.item.x?.range : undefined) ?? [-3, 3];
};

interface Props {
  readonly truth: Truth;
  /** The world's. */
  readonly geometry: SimplexGeometry;
}

export const TriangleView = ({ truth: { world: known, logStar }, geometry }: Props) => {
  const world = useMemo(() => ({ ...known, geometry }), [known, geometry]);
  const worldId = usePlayground((state) => experimentIn(state).world.id);
  const policy = usePlayground((state) => experimentIn(state).policy.id);
  const seed = usePlayground((state) => experimentIn(state).seed);
  const data = usePlayground((state) => experimentIn(state).data);
  const optimizer = usePlayground((state) => experimentIn(state).training.optimizer);
  const experimentRuns = usePlayground((state) => experimentIn(state).runs);
  const { change, settle } = useActions();
  const runs = useChartRuns();
  const series = useSeries();
  const held = usePrepared();
  const [chosen, setChosen] = useState('0');

  const index = chosen === none ? -1 : Math.min(Number(chosen), experimentRuns.length - 1);
  const run = experimentRuns[index];
  const answer = useMemo(
    () => (run === undefined ? null : fieldOf(run, policy, { world, data, held, logStar, seed })),
    [run, policy, world, data, held, logStar, seed],
  );
  const arrows = useMemo(
    () => (answer === null || 'reason' in answer ? null : { run: index, field: answer.field }),
    [answer, index],
  );
  const pairs = useMemo(() => {
    if (data.pairs !== 'given') return null;
    if (held === null) return world.pairs;
    return Array.from(held.chosen, (response, i) => ({ chosen: response, rejected: held.rejected[i] ?? 0 }));
  }, [data.pairs, held, world]);
  const name = runs[index]?.name ?? '';

  return (
    <>
      <div className="triangle-choice">
        <ChoiceControl
          label="arrows of"
          options={[...runs.map((each, i) => ({ id: String(i), text: each.name })), { id: none, text: 'none' }]}
          value={index < 0 ? none : String(index)}
          onChange={setChosen}
        />
        <p className="hint">
          {answer !== null &&
            ('reason' in answer
              ? `No arrows for ${name}: ${answer.reason}. `
              : `Where gradient descent on ${name} moves a policy, faster where the arrow is longer. `)}
          {arrows !== null && optimizer === 'adam' && 'Adam, which trains here, takes other steps. '}
          The stronger the tint, the more reward; the dotted line is as far from π_ref as π* is, by KL.
        </p>
      </div>
      <TrianglePicture
        world={world}
        runs={runs}
        series={series}
        optimum={logStar}
        arrows={arrows}
        pairs={pairs}
        isTable={policy === 'table'}
        featureRange={rangeIn(worldId)}
        onFeaturesChange={(prompt, features, isFinal) => {
          const param = featureParams[prompt] ?? featureParams[0];
          change(
            setParam(
              'world',
              param,
              features.map(({ x, y }) => ({ x, y })),
            ),
            `world.${param}`,
          );
          if (isFinal) settle();
        }}
      />
    </>
  );
};
