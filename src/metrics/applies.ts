/** Where a metric can have a value. */
import type { Run } from '../settings/experiment';
import { type MetricName, metrics } from './index';
import type { MeasuredWorld } from './metric';

export const appliesIn = (world: MeasuredWorld, name: MetricName): boolean => metrics[name].appliesTo?.(world) ?? true;

/** Whether a metric can have a value for one of these runs. */
export const appliesToSome = (runs: readonly Run[], name: MetricName): boolean =>
  runs.some((run) => metrics[name].appliesToRun?.(run) ?? true);
