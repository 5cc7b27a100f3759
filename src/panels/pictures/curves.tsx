/** The metrics over the steps: the usual ones, and any other on request. */
import { Button, Menu, MenuItem, MenuTrigger, Text } from 'react-aria-components';
import { columnsOf } from '../../charts/csv';
import { DataTable } from '../../charts/data-table';
import { metricTexts } from '../../experiment/metric-text';
import { type MetricName, metricNames } from '../../experiment/metrics';
import { expectation } from '../../math/distribution';
import { experimentIn } from '../../state/store';
import { Overlay } from '../controls/overlay';
import { Late } from '../late/late';
import { latePart } from '../late/late-part';
import { useActions, usePlayground, useSeries } from '../use-playground';
import { useTurn } from '../use-turn';
import { useChartRuns } from './use-chart-runs';
import type { TrueWorld, Truth } from './use-truth';

const chart = latePart('The curve', () => import('../../charts/curve-chart'));

const usualMetrics: readonly MetricName[] = ['reward', 'kl', 'gap', 'chosenShift', 'rejectedShift'];

/** The metrics that are drawn from the start. */
const usualIn = ({ contentLengths }: TrueWorld): readonly MetricName[] =>
  contentLengths === null ? usualMetrics : [...usualMetrics, 'length'];

/** Metrics whose value at π* is known without training. */
const optimumOf = (metric: MetricName, { world, logStar, star, isReferenceKnown }: Truth): number | undefined => {
  if (!isReferenceKnown) return undefined;
  if (metric === 'reward') return star.reward;
  if (metric === 'kl') return star.kl;
  if (metric === 'value') return star.reward - star.beta * star.kl;
  const lengths = world.contentLengths;
  if (metric === 'length' && lengths !== null)
    return expectation(logStar, (i) => lengths[i] ?? 0, world.responses.length);
  return metric === 'gap' || metric === 'gapForward' ? 0 : undefined;
};

const placeholder = <div className="chart-placeholder" />;

const Curve = ({ metric, truth }: { readonly metric: MetricName; readonly truth: Truth }) => {
  const series = useSeries();
  const runs = useChartRuns();
  const steps = usePlayground((state) => experimentIn(state).training.steps);
  const isMoving = usePlayground((state) => state.playing && !state.engine.done);
  const { removeCurve } = useActions();
  const { label, unit, meaning } = metricTexts[metric];
  const isExtra = !usualIn(truth.world).includes(metric);
  const isMyTurn = useTurn();
  return (
    <div className="curve" title={meaning}>
      {isMyTurn ? (
        <Late part={chart} waiting={placeholder}>
          {({ CurveChart }) => (
            <>
              <CurveChart
                metric={metric}
                title={label}
                subtitle={unit}
                series={series}
                runs={runs}
                optimum={optimumOf(metric, truth)}
                detail={isMoving ? 'few' : 'all'}
                steps={steps}
              />
              <DataTable
                caption={`${label}, ${unit}. ${meaning}`}
                series={series}
                columns={() => columnsOf(series, metric, runs)}
                file={metric}
              />
            </>
          )}
        </Late>
      ) : (
        placeholder
      )}
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

/** Whether a metric can have a value in this world. */
const applies = (metric: MetricName, { positions, contentLengths }: TrueWorld): boolean => {
  if (metric === 'position') return positions !== null;
  if (metric === 'length') return contentLengths !== null;
  // No world has a learned reward model.
  return metric !== 'proxyReward';
};

const AddCurve = ({ world }: { readonly world: TrueWorld }) => {
  const extra = usePlayground((state) => state.extraCurves);
  const { addCurve } = useActions();
  const others = metricNames.filter(
    (metric) => !usualIn(world).includes(metric) && !extra.includes(metric) && applies(metric, world),
  );
  if (others.length === 0) return null;
  return (
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
            <MenuItem key={metric} id={metric} className="menu-item" textValue={metricTexts[metric].label}>
              <Text slot="label">
                {metricTexts[metric].label} <span className="unit">{metricTexts[metric].unit}</span>
              </Text>
              <Text slot="description">{metricTexts[metric].meaning}</Text>
            </MenuItem>
          ))}
        </Menu>
      </Overlay>
    </MenuTrigger>
  );
};

export const Curves = ({ truth }: { readonly truth: Truth }) => {
  const extra = usePlayground((state) => state.extraCurves);
  return (
    <section aria-labelledby="curves-title" className="curves">
      <h2 id="curves-title" className="visually-hidden">
        Curves
      </h2>
      <div className="curve-grid">
        {[...new Set([...usualIn(truth.world), ...extra])].map((metric) => (
          <Curve key={metric} metric={metric} truth={truth} />
        ))}
      </div>
      <AddCurve world={truth.world} />
    </section>
  );
};
