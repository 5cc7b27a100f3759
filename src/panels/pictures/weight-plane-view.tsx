/** The plane through three points of weight space, with what to choose of it; loaded when it is unfolded. */
import { useEffect, useState } from 'react';
import type { ChartRun } from '../../charts/looks';
import { Numbers } from '../../charts/numbers';
import { WeightPlanePicture } from '../../charts/weight-plane-picture';
import { type MetricName, metrics } from '../../metrics';
import { experimentIn } from '../../state/store';
import type { PlanePoint, PlanePoints, WeightPicture } from '../../worker/protocol';
import { ChoiceControl } from '../controls/choice-control';
import { useActions, usePlayground, usePrepared } from '../use-playground';
import { useChartRuns } from './use-chart-runs';
import { GridTable, PlacesTable } from './weight-plane-table';

const corners = ['through', 'and', 'and also'] as const;
const start = 'start';
/** Milliseconds from one picture to asking for the next while the runs move. */
const interval = 2000;

const pointOf = (id: string): PlanePoint => (id === start ? start : Number(id));

/** The start and two runs, as long as nothing else is chosen and for what is chosen no longer. */
const pointsIn = (asked: readonly string[], runs: number): PlanePoints => {
  const usual = [start, '0', '1'] as const;
  const [first, second, third] = usual.map((id, i) => {
    const chosen = asked[i] ?? id;
    return pointOf(chosen === start || Number(chosen) < runs ? chosen : id);
  });
  return [first ?? start, second ?? start, third ?? start];
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
        table={() => <GridTable picture={picture} quantity={quantity} />}
      >
        <PlacesTable picture={picture} runs={runs} />
      </Numbers>
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
  const through = pointsIn(asked, runs.length);
  const key = through.join();
  // Anew wherever it would be another picture, and now and then while the runs move.
  useEffect(() => {
    if (isReady && runs.length > 1) askWeightPlane(through);
  }, [isReady, key, runs.length, isMoving, policy, beta]);
  useEffect(() => {
    if (!isMoving || plane === null) return;
    const timer = setTimeout(() => askWeightPlane(through), interval);
    return () => clearTimeout(timer);
  }, [plane, isMoving, key]);
  if (runs.length < 2) return <p className="hint">A plane goes through three points: the start and two runs.</p>;
  const options = [{ id: start, text: 'the start' }, ...runs.map(({ name }, i) => ({ id: String(i), text: name }))];
  return (
    <>
      {corners.map((label, i) => (
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
