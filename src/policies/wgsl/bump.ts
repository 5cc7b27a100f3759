/** One bump of fixed width: only its place is learned, one number a prompt. */
import { literal } from '../../expression/wgsl-functions';
import { log } from '../../math/elementary';
import { numberAt } from '../../settings/fields';
import { bumps } from './gaussian';
import type { BuildShaderPolicy } from './policy';

/** log π ∝ −½((x − μ)/width)², θ = μ. */
export const bump: BuildShaderPolicy = (world, params) => {
  const logWidth = literal(log(numberAt(params, 'width')));
  return bumps(
    world,
    1,
    /* wgsl */ `
fn logitOf(response: u32) -> f32 { return gaussian(response, theta(response / choices), ${logWidth}); }
fn slopeOf(parameter: u32, response: u32) -> f32 { return towardsMean(response, theta(parameter), ${logWidth}); }
`,
  );
};
