/** Optimisers in WGSL: what θ and the moments of a parameter become. */
import { literal } from '../../expression/wgsl-functions';
import type { Experiment, TrainingSettings } from '../../settings/experiment';
import { corrections, decayFirst, decaySecond, stepsSinceRestart } from '../adam';

/** The numbers of a step that optimisers read: two factors, and what moments are multiplied by: 0 where they start afresh. */
export const ratesOf = (step: number, { training }: Experiment): readonly [number, number, number] => {
  const { learningRate, restartEvery, optimizer } = training;
  const since = stepsSinceRestart(step, restartEvery);
  const kept = since === 0 && step > 0 ? 0 : 1;
  if (optimizer === 'gradient-descent') return [learningRate, 0, kept];
  const { size, scale } = corrections(since + 1, learningRate);
  return [size, scale, kept];
};

/** From ∂L/∂θ of a parameter, θ, m and v before to θ, m and v after; `rates` are those of the step. */
export const optimisers: Readonly<Record<TrainingSettings['optimizer'], string>> = {
  adam: /* wgsl */ `
fn next(slope: f32, before: f32, first: f32, second: f32, rates: vec3f, epsilon: f32) -> vec3f {
  let m = ${literal(decayFirst)} * first + ${literal(1 - decayFirst)} * slope;
  let v = ${literal(decaySecond)} * second + ${literal(1 - decaySecond)} * slope * slope;
  return vec3f(before - m * rates.x / (sqrt(v) * rates.y + epsilon), m, v);
}`,
  'gradient-descent': /* wgsl */ `
fn next(slope: f32, before: f32, first: f32, second: f32, rates: vec3f, epsilon: f32) -> vec3f {
  return vec3f(before - rates.x * slope, 0f, 0f);
}`,
};
