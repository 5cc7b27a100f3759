/** The metrics over the steps: the usual ones, and any other on request. */
import { useMemo } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Text } from 'react-aria-components';
import { columnsOf } from '../../charts/csv';
import { CurveChart } from '../../charts/curve-chart';
import type { CurveReadOutProps } from '../../charts/curve-read-out';
import { DataTable } from '../../charts/data-table';
import { affordsCosine } from '../../experiment/budget';
import { type MetricName, metricNames, metrics } from '../../metrics';
import { appliesIn, appliesToSome } from '../../metrics/applies';
import { atOptimum } from '../../metrics/at-optimum';
import { experimentIn } from '../../state/store';
import { Overlay } from '../controls/overlay';
import { Late } from '../late/late';
import { latePart } from '../late/late-part';
import { useActions, usePlayground, useSeries } from '../use-playground';
import { useTurn } from '../use-turn';
import { curveId } from './curve-id';
import { useChartRuns } from './use-chart-runs';
import { useRounds } from './use-rounds';
import type { TrueWorld, Truth } from './use-truth';

const readOut = latePart('The read-out', () => import('../../charts/curve-read-out'));

/** The metrics that are drawn from the start: the usual ones that some run can have. */
const useUsual = (world: TrueWorld): readonly MetricName[] => {
  const names = usePlayground((state) =>
    metricNames
      .filter((name) => metrics[name].usual && appliesIn(world, name) && appliesToSome(experimentIn(state).runs, name))
      .join(),
  );
  // Knobs may move at every pixel of a slider without another list.
  return useMemo(() => metricNames.filter((name) => names.split(',').includes(name)), [names]);
};

/** Why there are no values of a metric though it applies; undefined where there are. */
const useReasons = (): ((metric: MetricName) => string | undefined) => {
  const affords = usePlayground((state) => affordsCosine(experimentIn(state)));
  return (metric) =>
    metric === 'gradCosine' && !affords ? 'Too much work for an experiment of this size.' : undefined;
};

const readOutOver = (props: CurveReadOutProps) => (
  <Late part={readOut} waiting={null}>
    {({ CurveReadOut }) => <CurveReadOut {...props} />}
  </Late>
);

const placeholder = <div className="chart-placeholder" />;

const Curve = ({ metric, truth }: { readonly metric: MetricName; readonly truth: Truth }) => {
  const series = useSeries();
  const runs = useChartRuns();
  const steps = usePlayground((state) => experimentIn(state).training.steps);
  const rounds = useRounds();
  const isMoving = usePlayground((state) => state.playing && !state.engine.done);
  const { removeCurve } = useActions();
  const { label, unit, meaning } = metrics[metric];
  const { world, logStar, star, isReferenceKnown } = truth;
  const optimum = useMemo(
    () => (isReferenceKnown ? atOptimum(metric, world, logStar, star.beta) : undefined),
    [metric, world, logStar, star, isReferenceKnown],
  );
  const isExtra = !useUsual(world).includes(metric);
  const isMyTurn = useTurn();
  const reason = useReasons()(metric);
  return (
    <div className="curve" id={curveId(metric)} title={meaning}>
      {isMyTurn ? (
        <>
          <CurveChart
            metric={metric}
            title={label}
            subtitle={unit}
            series={series}
            runs={runs}
            optimum={optimum}
            detail={isMoving ? 'few' : 'all'}
            steps={steps}
            rounds={rounds}
            readOut={readOutOver}
          />
          <DataTable
            caption={`${label}, ${unit}. ${meaning}`}
            series={series}
            columns={() => columnsOf(series, metric, runs)}
            rounds={rounds}
            file={metric}
          />
        </>
      ) : (
        placeholder
      )}
      {reason === undefined ? null : <p className="hint">{reason}</p>}
      {isExtra ? (
        <Button
          className="icon-button remove-curve"
          aria-label={`Remove the curve ${label}, ${unit}`}
          onPress={() => removeCurve(metric)}
        >
          ×
        </Button>
      ) : null}
    </div>
  );
};

const AddCurve = ({ world }: { readonly world: TrueWorld }) => {
  const extra = usePlayground((state) => state.extraCurves);
  const applying = usePlayground((state) =>
    metricNames.filter((metric) => appliesIn(world, metric) && appliesToSome(experimentIn(state).runs, metric)).join(),
  ).split(',');
  const { addCurve } = useActions();
  const reasonOf = useReasons();
  const shown = [...useUsual(world), ...extra];
  const others = metricNames.filter((metric) => !shown.includes(metric) && applying.includes(metric));
  if (others.length === 0) return null;
  return (
    <div className="add-curve">
      {others
        .filter((metric) => metrics[metric].isOffered && reasonOf(metric) === undefined)
        .map((metric) => (
          <Button key={metric} className="text-button" onPress={() => addCurve(metric)}>
            + {metrics[metric].label} <span className="unit">{metrics[metric].unit}</span>
          </Button>
        ))}
      <MenuTrigger>
        <Button className="text-button">+ Add a curve</Button>
        <Overlay>
          <Menu
            className="menu"
            onAction={(key) => {
              const chosen = others.find((metric) => metric === key);
              if (chosen !== undefined) addCurve(chosen);
            }}
          >
            {others.map((metric) => (
              <MenuItem
                key={metric}
                id={metric}
                className="menu-item"
                textValue={metrics[metric].label}
                isDisabled={reasonOf(metric) !== undefined}
              >
                <Text slot="label">
                  {metrics[metric].label} <span className="unit">{metrics[metric].unit}</span>
                </Text>
                <Text slot="description">{reasonOf(metric) ?? metrics[metric].meaning}</Text>
              </MenuItem>
            ))}
          </Menu>
        </Overlay>
      </MenuTrigger>
    </div>
  );
};

export const Curves = ({ truth }: { readonly truth: Truth }) => {
  const usual = useUsual(truth.world);
  const extra = usePlayground((state) => state.extraCurves);
  return (
    <section aria-labelledby="curves-title" className="curves">
      <h2 id="curves-title" className="visually-hidden">
        Curves
      </h2>
      <div className="curve-grid">
        {[...new Set([...usual, ...extra])].map((metric) => (
          <Curve key={metric} metric={metric} truth={truth} />
        ))}
        <AddCurve world={truth.world} />
      </div>
    </section>
  );
};
