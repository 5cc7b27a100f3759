/** What a step asks of a graphics card, counted on Dawn's null device, which takes orders and carries out none. */
import { removeBackend } from '@tensorflow/tfjs-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, type MockInstance, vi } from 'vitest';
import { openLink } from '../../experiment/link';
import { openBackend } from '../backend';
import { Engine } from '../engine';
import { dpo, exoRw, experimentOf } from '../testing';
import type { Trainer } from '../trainer';
import { everyRun } from '../twins';
import { WebGpuEngine } from './engine';
import { fitsShader } from './fits';

const { experiment: sentences } = openLink('#1&world=sentences&run=dpo');

/** The package is optional. */
const dawn = await import('webgpu').catch(() => null);

describe.skipIf(dawn === null)('steps on a graphics card', () => {
  /** Dawn ends the process when this is collected while in use. */
  let gpu: GPU;
  let device: GPUDevice;
  let counters: Readonly<Record<'dispatches' | 'submits' | 'uploads' | 'buffers', MockInstance>>;

  beforeAll(async () => {
    if (dawn === null) return;
    gpu = dawn.create(['backend=null']);
    for (const [name, value] of Object.entries(dawn.globals)) vi.stubGlobal(name, value);
    vi.stubGlobal('navigator', { gpu, userAgent: 'node' });
    const adapter = await gpu.requestAdapter();
    if (adapter === null) throw new Error('Dawn has no null device');
    device = await adapter.requestDevice();
    counters = {
      dispatches: vi.spyOn(GPUComputePassEncoder.prototype, 'dispatchWorkgroups'),
      submits: vi.spyOn(GPUQueue.prototype, 'submit'),
      uploads: vi.spyOn(GPUQueue.prototype, 'writeBuffer'),
      buffers: vi.spyOn(GPUDevice.prototype, 'createBuffer'),
    };
  });
  afterEach(() => {
    for (const counter of Object.values(counters ?? {})) counter.mockClear();
  });
  afterAll(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  const counted = (trainer: Trainer, steps: number): Readonly<Record<string, number>> => {
    for (const counter of Object.values(counters)) counter.mockClear();
    trainer.advance(steps);
    return Object.fromEntries(Object.entries(counters).map(([name, { mock }]) => [name, mock.calls.length]));
  };

  it.each([
    {
      what: 'runs of one objective',
      runs: [dpo, { ...dpo, knobs: { beta: 0.3 } }],
      steps: 50,
      dispatches: 1,
      submits: 1,
    },
    { what: 'two objectives', runs: [dpo, exoRw], steps: 50, dispatches: 2, submits: 1 },
    { what: 'more steps than one dispatch takes', runs: [dpo], steps: 100, dispatches: 2, submits: 2 },
  ])('are one dispatch for many, an objective, on a line: $what', ({ runs, steps, dispatches, submits }) => {
    const engine = new WebGpuEngine(device, experimentOf(runs));
    engine.advance(1);
    expect(counted(engine, steps)).toEqual({ dispatches, submits, uploads: submits, buffers: 0 });
    engine.dispose();
  });

  it('are one dispatch for many for a network over sentences', () => {
    const engine = new WebGpuEngine(device, sentences);
    engine.advance(1);
    expect(counted(engine, 50)).toEqual({ dispatches: 1, submits: 1, uploads: 1, buffers: 0 });
    engine.dispose();
  });

  it.each([
    ['a line', experimentOf([])],
    ['sentences', { ...sentences, policy: { id: 'autoregressive-mlp', params: { layers: 2, hidden: 5 } } }],
  ])('have shaders that the device accepts, for every objective that it trains on %s', async (_, experiment) => {
    const runs = everyRun.filter((run) => fitsShader({ ...experiment, runs: [run] }, device.limits));
    expect(runs.length).toBeGreaterThan(140);
    const engine = new WebGpuEngine(device, { ...experiment, runs });
    engine.advance(1);
    // Rejects with what the compiler says.
    await engine.report();
    engine.dispose();
  });

  it('are a hundred dispatches each with tensors, for a network over sentences', async () => {
    await openBackend('webgpu', {});
    const engine = new Engine(sentences);
    engine.advance(2);
    const { dispatches = 0 } = counted(engine, 10);
    expect(dispatches / 10).toBeLessThanOrEqual(105);
    engine.dispose();
    removeBackend('webgpu');
  });
});
