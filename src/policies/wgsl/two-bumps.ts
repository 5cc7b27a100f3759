/** A mixture of two bumps: places, widths and the weight between them are learned. */
import { bumps } from './gaussian';
import type { BuildShaderPolicy } from './policy';

/** Of each of two bumps: the logarithm of its normaliser, and its means of the two derivatives. */
const kept = 6;

/** log π = log(w·bump₁ + (1 − w)·bump₂), each bump normalised; θ = (μ₁, log s₁, μ₂, log s₂, logit w). */
export const twoBumps: BuildShaderPolicy = (world) =>
  bumps(
    world,
    5,
    /* wgsl */ `
/** log of the share and the density of a bump at a response. */
fn jointOf(bump: u32, response: u32) -> f32 {
  let prompt = response / choices;
  let first = 5u * prompt + 2u * bump;
  let weight = theta(5u * prompt + 4u);
  let logBump = gaussian(response, theta(first), theta(first + 1u)) - room(${kept}u * prompt + 3u * bump);
  return logBump - softplus(select(weight, -weight, bump == 0u));
}
fn logitOf(response: u32) -> f32 {
  let one = jointOf(0u, response);
  let two = jointOf(1u, response);
  return max(one, two) + logOnePlus(exp(-abs(one - two)));
}
fn slopeOf(parameter: u32, response: u32) -> f32 {
  let prompt = response / choices;
  let first = sigmoid(jointOf(0u, response) - jointOf(1u, response));
  let index = parameter - 5u * prompt;
  if (index == 4u) { return first - sigmoid(theta(parameter)); }
  let bump = index / 2u;
  let start = 5u * prompt + 2u * bump;
  let place = ${kept}u * prompt + 3u * bump;
  let share = select(1f - first, first, bump == 0u);
  if (index % 2u == 0u) {
    return share * (towardsMean(response, theta(start), theta(start + 1u)) - room(place + 1u));
  }
  return share * (towardsLogWidth(response, theta(start), theta(start + 1u)) - room(place + 2u));
}
`,
    {
      room: kept * world.prompts.length,
      prepare: /* wgsl */ `
fn prepare(prompt: u32) {
  let start = prompt * choices;
  for (var bump = 0u; bump < 2u; bump++) {
    let mean = theta(5u * prompt + 2u * bump);
    let logWidth = theta(5u * prompt + 2u * bump + 1u);
    var most = -3.4e38f;
    for (var i = own; i < choices; i += width) { most = max(most, gaussian(start + i, mean, logWidth)); }
    let top = maxOver(most, width);
    var sums = vec3f();
    for (var i = own; i < choices; i += width) {
      let share = exp(gaussian(start + i, mean, logWidth) - top);
      sums += share * vec3f(1f, towardsMean(start + i, mean, logWidth), towardsLogWidth(start + i, mean, logWidth));
    }
    let total = sumOver(sums.x, width);
    let means = vec2f(sumOver(sums.y, width), sumOver(sums.z, width)) / total;
    if (own == 0u) {
      let place = ${kept}u * prompt + 3u * bump;
      keep(place, top + log(total));
      keep(place + 1u, means.x);
      keep(place + 2u, means.y);
    }
  }
}`,
    },
  );
