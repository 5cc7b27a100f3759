/**
 * The fused WebGPU engine: all runs in one shader, many steps in one dispatch. Batches are drawn here, in advance; what
 * is reported is computed in float64 from θ that was read back.
 */
import type { Experiment } from '../../settings/experiment';
import { TrainedRuns } from '../float64/trained-runs';
import type { TrainerOptions } from '../trainer';
import { DeviceRuns } from './device-runs';
import { type Plan, planOf } from './plan';
import { Upload } from './upload';

/** What there is once a first batch was drawn. */
interface Underway {
  readonly plan: Plan;
  readonly upload: Upload;
  readonly device: DeviceRuns;
}

export class WebGpuEngine extends TrainedRuns {
  readonly #device: GPUDevice;
  #underway: Underway | null = null;
  /** Whether the device took steps that the rows do not show. */
  #isAhead = false;

  constructor(device: GPUDevice, experiment: Experiment, options: TrainerOptions = {}) {
    super(experiment, { ...options, gathers: false });
    this.#device = device;
  }

  /** Nothing is read back. */
  advance(count: number): void {
    for (let left = count; left > 0; ) left -= this.#dispatch(left);
  }

  async settle(): Promise<void> {
    await this.#underway?.device.settle();
  }

  dispose(): void {
    this.#underway?.device.dispose();
    this.#underway = null;
  }

  protected async read(): Promise<void> {
    if (!this.#isAhead || this.#underway === null) return;
    const { plan, device } = this.#underway;
    this.#isAhead = false;
    const kept = await device.read();
    for (const { row, group, place } of this.members) {
      const index = this.groups.indexOf(group);
      const state = plan.groups[index]?.state;
      if (state === undefined) throw new Error('the group has no shader');
      const own = kept[index]?.subarray(place * state.size, (place + 1) * state.size) ?? new Float32Array();
      row.weights.theta.set(own.subarray(0, state.parameters));
      row.weights.moments.forEach((moment, i) => {
        moment.set(own.subarray((1 + i) * state.parameters, (2 + i) * state.parameters));
      });
      row.fault = own[state.fault] ?? 0;
      row.lastStep = own[state.lastStep] ?? 0;
      row.loss = own[state.loss] ?? Number.NaN;
      group.setCarried(place, own.subarray(state.carried, state.fault));
    }
  }

  /** Takes as many steps as one dispatch can, at most so many; returns how many. */
  #dispatch(most: number): number {
    this.nextBatch();
    this.#underway ??= this.#begin();
    const { upload, device } = this.#underway;
    upload.begin(this.experiment);
    for (let steps = 1; ; steps++) {
      upload.add(this.step, this.experiment);
      this.step += 1;
      if (steps < most && !upload.isFull) {
        this.nextBatch();
        continue;
      }
      device.advance(upload.words, upload.used);
      this.#isAhead = true;
      return steps;
    }
  }

  #begin(): Underway {
    const { experiment, world, groups, inputs, watchesLoss } = this;
    const plan = planOf({ experiment, world, groups, inputs, watchesLoss });
    const onDevice = plan.groups.map(({ code, scratch, state }, index) => {
      const members = this.members.filter(({ group }) => group === groups[index]);
      const kept = new Float32Array(members.length * state.size);
      for (const { row, group, place } of members) {
        const own = kept.subarray(place * state.size, (place + 1) * state.size);
        own.set(row.weights.theta);
        row.weights.moments.forEach((moment, i) => {
          own.set(moment, (1 + i) * state.parameters);
        });
        own.set(Object.values(group.carriedOf(place)), state.carried);
        own[state.fault] = row.fault;
        own[state.lastStep] = row.lastStep;
      }
      return { code, runs: members.length, scratch, state: kept };
    });
    const upload = new Upload(
      plan,
      groups.map(({ run }) => run.runs),
    );
    return { plan, upload, device: new DeviceRuns(this.#device, onDevice, plan.table, plan.words) };
  }
}
