/**
 * The mean of each run's policies so far, that of the start among them, where answers compete: the last one may circle
 * around an equilibrium that the mean comes to.
 */
import { add, div, exp, keep, range, reshape, sub, type Tensor2D, tensor2d, tidy } from '@tensorflow/tfjs-core';
import type { World } from '../worlds/world';
import { DeviceWorld } from './device-world';
import { logOfResponses } from './ends';
import type { Numbers } from './numbers';

export class PolicyAverages {
  readonly #world: DeviceWorld;
  readonly #responses: number;
  /** [R, N] */
  #means: Tensor2D;

  /** As a checkpoint has those of the rows, [N] each, or else of the policies `logPi` alone: of choices, [R, M · V]. */
  constructor(world: World, averages: readonly (Numbers | undefined)[], logPi: () => Tensor2D) {
    this.#world = new DeviceWorld(world);
    this.#responses = world.logRef.length;
    const known = averages.flatMap((average) => (average === undefined ? [] : [Array.from(average)]));
    this.#means = known.length === averages.length ? tensor2d(known) : tidy(() => this.#probabilities(logPi()));
  }

  /** [R, N] */
  get tensors(): readonly Tensor2D[] {
    return [this.#means];
  }

  /** Takes in the policies `logPi` of choices, [R, M · V], after so many others. Call inside `tidy`. */
  take(logPi: Tensor2D, others: number): void {
    const means: Tensor2D = add(this.#means, div(sub(this.#probabilities(logPi), this.#means), others + 1));
    this.#means.dispose();
    this.#means = keep(means);
  }

  dispose(): void {
    this.#means.dispose();
    this.#world.dispose();
  }

  #probabilities(logPi: Tensor2D): Tensor2D {
    const responses: Tensor2D = reshape(range(0, this.#responses, 1, 'int32'), [1, this.#responses]);
    return exp(logOfResponses(logPi, responses, this.#world));
  }
}
