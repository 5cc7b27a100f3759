/** The plane through three points of weight space, with what to choose of it; loaded when it is unfolded. */
import { useEffect, useMemo, useState } from 'react';
import type { ChartRun } from '../../charts/looks';
import { Numbers } from '../../charts/numbers';
import { WeightPlanePicture } from '../../charts/weight-plane-picture';
import { readsSecond, soupWeight } from '../../methods/own-reference';
import { type MetricName, metrics } from '../../metrics';
import { compactText } from '../../settings/number-text';
import { experimentIn } from '../../state/store';
import type { PlanePoint, PlanePoints, WeightPicture } from '../../worker/protocol';
import { ChoiceControl } from '../controls/choice-control';
import { useActions, usePlayground, usePrepared } from '../use-playground';
import { useWorld } from '../use-world';
import { useChartRuns } from './use-chart-runs';
import { GridTable, PlacesTable } from './weight-plane-table';

const labels = ['through', 'and', 'and also'] as const;
/** Milliseconds from one picture to asking for the next while the runs move. */
const interval = 2000;

interface Corner {
  readonly point: PlanePoint;
  readonly text: string;
}

/** What a plane can go through: the start, the second reference and soups with it where it was fine-tuned, every run. */
const useCorners = (runs: readonly ChartRun[]): readonly Corner[] => {
  const isTuned = useWorld().fineTuning !== null;
  const key = usePlayground((state) => {
    const setups = experimentIn(state).runs;
    return isTuned && setups.some(readsSecond) ? JSON.stringify(setups.map(soupWeight)) : null;
  });
  return useMemo(() => {
    const weights = new Set((JSON.parse(key ?? '[]') as (number | null)[]).filter((weight) => weight !== null));
    const soups = [...weights].map(
      (weight): Corner => ({
        point: `soup:${weight}`,
        text: weights.size === 1 ? 'the soup' : `the soup with ${compactText(weight)} of π_ref`,
      }),
    );
    const second: readonly Corner[] = key === null ? [] : [{ point: 'second', text: 'the second reference' }];
    return [
      { point: 'start', text: 'the start' },
      ...second,
      ...runs.map(({ name }, point) => ({ point, text: name })),
      ...soups,
    ];
  }, [key, runs]);
};

/** The first three, as long as nothing else is chosen and for what is chosen no longer. */
const pointsIn = (asked: readonly string[], corners: readonly Corner[]): PlanePoints => {
  const [first, second, third] = [0, 1, 2].map(
    (i) => (corners.find(({ point }) => String(point) === asked[i]) ?? corners[i])?.point,
  );
  return [first ?? 'start', second ?? 'start', third ?? 'start'];
};

interface DrawnProps {
  readonly picture: WeightPicture;
  readonly runs: readonly ChartRun[];
}

const Drawn = ({ picture, runs }: DrawnProps) => {
  const [asked, setAsked] = useState<MetricName>('reward');
  const quantity = picture.names.includes(asked) ? asked : (picture.names[0] ?? asked);
  const { label, unit } = metrics[quantity];
  const text = `${label}, ${unit}`;
  return (
    <>
      <ChoiceControl
        label="shows"
        options={picture.names.map((name) => ({ id: name, text: metrics[name].label }))}
        value={quantity}
        onChange={(id) => setAsked(picture.names.find((name) => name === id) ?? asked)}
      />
      <WeightPlanePicture picture={picture} quantity={quantity} quantityText={text} runs={runs} />
      <p className="hint">
        The stronger the tint, the larger; the cross marks the most. Paths are the runs’ weights, as seen from straight
        above: how far a run is from the plane is in the numbers.
      </p>
      <Numbers
        summary="Numbers"
        caption={`${text}, over the plane`}
        table={() => (
          <>
            <GridTable picture={picture} quantity={quantity} />
            <PlacesTable picture={picture} runs={runs} />
          </>
        )}
      />
    </>
  );
};

export const WeightPlaneView = () => {
  const plane = usePlayground((state) => state.engine.weightPlane);
  const picture = plane?.picture ?? null;
  const isMoving = usePlayground((state) => state.playing && !state.engine.done);
  const policy = usePlayground((state) => experimentIn(state).policy.id);
  const beta = usePlayground((state) => experimentIn(state).beta);
  const step = usePlayground((state) => state.engine.step);
  const isReady = usePrepared() !== null;
  const runs = useChartRuns();
  const { askWeightPlane } = useActions();
  const [asked, setAsked] = useState<readonly string[]>([]);
  const corners = useCorners(runs);
  const through = pointsIn(asked, corners);
  const key = through.join();
  // Anew wherever it would be another picture, and now and then while the runs move.
  useEffect(() => {
    if (isReady && corners.length > 2) askWeightPlane(through);
  }, [isReady, key, runs.length, isMoving, policy, beta]);
  useEffect(() => {
    if (!isMoving || plane === null) return;
    const timer = setTimeout(() => askWeightPlane(through), interval);
    return () => clearTimeout(timer);
  }, [plane, isMoving, key]);
  if (corners.length < 3) return <p className="hint">A plane goes through three points: the start and two runs.</p>;
  const options = corners.map(({ point, text }) => ({ id: String(point), text }));
  return (
    <>
      {labels.map((label, i) => (
        <ChoiceControl
          key={label}
          label={label}
          options={options}
          value={String(through[i])}
          onChange={(id) => setAsked(through.map((point, j) => (i === j ? id : String(point))))}
        />
      ))}
      {plane === null ? <p className="hint">…</p> : null}
      {plane !== null && picture === null ? (
        <p className="hint">
          {step === 0
            ? 'The runs have not moved yet.'
            : 'These three points lie on one line, so that no single plane goes through them: choose another.'}
        </p>
      ) : null}
      {picture !== null && picture.paths.length % (3 * runs.length) === 0 ? (
        <Drawn picture={picture} runs={runs} />
      ) : null}
    </>
  );
};
