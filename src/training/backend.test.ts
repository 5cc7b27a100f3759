// @vitest-environment node
import { findBackendFactory, registerBackend, removeBackend, square, tensor1d } from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openBackend } from './backend';

const never = (): Promise<never> => new Promise(() => {});

describe('a backend that never answers', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is waited for ten seconds, and stands in nobody’s way afterwards', async () => {
    await openBackend('wasm', {});
    const startWasm = findBackendFactory('wasm');
    removeBackend('wasm');
    registerBackend('wasm', never);
    onTestFinished(() => {
      removeBackend('wasm');
      registerBackend('wasm', startWasm);
    });
    const refused = expect(openBackend('wasm', {})).rejects.toThrow(
      'the WebAssembly file did not answer within ten seconds',
    );
    await vi.advanceTimersByTimeAsync(10_000);
    await refused;
    await openBackend('cpu', {});
    expect([...square(tensor1d([1, 2])).dataSync()]).toEqual([1, 4]);
  });
});
