/** Root mean square normalisation of rows, g ∘ x / √(mean x² + ε) (1910.07467, eq. 4). Pointers are byte addresses. */

/** Also writes each row's 1 / √(mean x² + ε) into `scales` [count]. */
export function norm(
  x: usize,
  gain: usize,
  scales: usize,
  to: usize,
  count: i32,
  width: i32,
  epsilon: f32,
): void {
  for (let row = 0; row < count; row++) {
    let sum: f32 = 0;
    for (let i = 0; i < width; i++) {
      const value = load<f32>(x + (<usize>i << 2));
      sum += value * value;
    }
    const scale: f32 = 1 / sqrt<f32>(sum / <f32>width + epsilon);
    store<f32>(scales + (<usize>row << 2), scale);
    for (let i = 0; i < width; i++) {
      const at = <usize>i << 2;
      store<f32>(to + at, load<f32>(x + at) * scale * load<f32>(gain + at));
    }
    x += <usize>width << 2;
    to += <usize>width << 2;
  }
}

/** From ∂L/∂output in `upstream` to ∂L/∂x in `towards` and ∂L/∂g in `towardsGain`; both are overwritten. */
export function normBack(
  x: usize,
  gain: usize,
  scales: usize,
  upstream: usize,
  towards: usize,
  towardsGain: usize,
  count: i32,
  width: i32,
): void {
  memory.fill(towardsGain, 0, <usize>width << 2);
  for (let row = 0; row < count; row++) {
    const scale = load<f32>(scales + (<usize>row << 2));
    let along: f32 = 0;
    for (let i = 0; i < width; i++) {
      const at = <usize>i << 2;
      const normed = load<f32>(x + at) * scale;
      const from = load<f32>(upstream + at);
      along += from * load<f32>(gain + at) * normed;
      store<f32>(towardsGain + at, load<f32>(towardsGain + at) + from * normed);
    }
    along /= <f32>width;
    for (let i = 0; i < width; i++) {
      const at = <usize>i << 2;
      const normed = load<f32>(x + at) * scale;
      store<f32>(towards + at, scale * (load<f32>(upstream + at) * load<f32>(gain + at) - normed * along));
    }
    x += <usize>width << 2;
    upstream += <usize>width << 2;
    towards += <usize>width << 2;
  }
}
