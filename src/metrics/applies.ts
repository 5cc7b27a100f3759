/** Where a metric can have a value. */
import { type MetricName, metrics } from './index';
import type { MeasuredWorld } from './metric';

export const appliesIn = (world: MeasuredWorld, name: MetricName): boolean => metrics[name].appliesTo?.(world) ?? true;
