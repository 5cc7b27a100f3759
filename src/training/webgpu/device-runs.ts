/** What the device has of a training: the shaders, what it keeps of each run, and what is uploaded for the next steps. */
import type { Words } from './block';

/** Runs of one shader. */
export interface DeviceGroupOf {
  readonly code: string;
  readonly runs: number;
  /** Numbers of a run that only a step needs. */
  readonly scratch: number;
  /** What is kept of all runs, at first. */
  readonly state: Float32Array<ArrayBuffer>;
}

interface OnDevice {
  readonly runs: number;
  readonly pipeline: GPUComputePipeline;
  /** Buffers of its own: what two groups write to no device has to do one after the other. */
  readonly state: GPUBuffer;
  readonly scratch: GPUBuffer;
  readonly bindings: GPUBindGroup;
}

export class DeviceRuns {
  readonly #device: GPUDevice;
  readonly #table: GPUBuffer;
  readonly #data: GPUBuffer;
  readonly #groups: readonly OnDevice[];
  /** Why the device refused a shader or a buffer; null where it did not. */
  readonly #refusal: Promise<GPUError | null>;

  /** `table` are fixed numbers of the policy; `words` are uploaded at most. */
  constructor(device: GPUDevice, groups: readonly DeviceGroupOf[], table: Float32Array, words: number) {
    this.#device = device;
    const { STORAGE, COPY_DST, COPY_SRC } = GPUBufferUsage;
    device.pushErrorScope('validation');
    this.#table = device.createBuffer({ size: table.byteLength, usage: STORAGE | COPY_DST });
    this.#data = device.createBuffer({ size: 4 * words, usage: STORAGE | COPY_DST });
    // Written out: what a shader does not use, as the fixed numbers where a policy has none, an automatic layout leaves out.
    const layout = device.createBindGroupLayout({
      entries: (['read-only-storage', 'read-only-storage', 'storage', 'storage'] as const).map((type, binding) => ({
        binding,
        visibility: GPUShaderStage.COMPUTE,
        buffer: { type },
      })),
    });
    const pipelineLayout = device.createPipelineLayout({ bindGroupLayouts: [layout] });
    this.#groups = groups.map(({ code, runs, scratch: inStep, state: kept }) => {
      const state = device.createBuffer({ size: kept.byteLength, usage: STORAGE | COPY_DST | COPY_SRC });
      const scratch = device.createBuffer({ size: 4 * inStep * runs, usage: STORAGE });
      const bindings = device.createBindGroup({
        layout,
        entries: [this.#table, this.#data, state, scratch].map((buffer, binding) => ({
          binding,
          resource: { buffer },
        })),
      });
      const module = device.createShaderModule({ code });
      const pipeline = device.createComputePipeline({ layout: pipelineLayout, compute: { module } });
      return { runs, pipeline, state, scratch, bindings };
    });
    this.#refusal = device.popErrorScope();
    device.queue.writeBuffer(this.#table, 0, Float32Array.from(table));
    this.#groups.forEach(({ state }, i) => {
      device.queue.writeBuffer(state, 0, groups[i]?.state ?? new Float32Array());
    });
  }

  /** Takes the steps that the first `used` words say. */
  advance(words: Words, used: number): void {
    const { queue } = this.#device;
    queue.writeBuffer(this.#data, 0, words.integers, 0, used);
    const encoder = this.#device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    for (const { pipeline, bindings, runs } of this.#groups) {
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, bindings);
      pass.dispatchWorkgroups(runs);
    }
    pass.end();
    queue.submit([encoder.finish()]);
  }

  async settle(): Promise<void> {
    await this.#device.queue.onSubmittedWorkDone();
  }

  /** What is kept of the runs of each group; rejects where the device refused to train. */
  async read(): Promise<readonly Float32Array[]> {
    const sizes = this.#groups.map(({ state }) => state.size);
    const starts = sizes.map((_, i) => sizes.slice(0, i).reduce((sum, size) => sum + size, 0));
    const size = sizes.reduce((sum, own) => sum + own, 0);
    const copy = this.#device.createBuffer({ size, usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ });
    const encoder = this.#device.createCommandEncoder();
    this.#groups.forEach(({ state }, i) => {
      encoder.copyBufferToBuffer(state, 0, copy, starts[i] ?? 0, state.size);
    });
    this.#device.queue.submit([encoder.finish()]);
    try {
      const refusal = await this.#refusal;
      if (refusal !== null) throw new Error(`the graphics card cannot train this: ${refusal.message}`);
      await copy.mapAsync(GPUMapMode.READ);
      const all = new Float32Array(copy.getMappedRange().slice(0));
      return sizes.map((own, i) => all.subarray((starts[i] ?? 0) / 4, ((starts[i] ?? 0) + own) / 4));
    } finally {
      copy.destroy();
    }
  }

  dispose(): void {
    const own = this.#groups.flatMap(({ state, scratch }) => [state, scratch]);
    for (const buffer of [this.#table, this.#data, ...own]) buffer.destroy();
  }
}
