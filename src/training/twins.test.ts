import { describe, expect, it } from 'vitest';
import { openBackend } from './backend';
import { float64Backend } from './float64/backend';
import { currentTensors } from './tensors';
import type { Backend } from './trainer';
import { difference, everyRun, everyRunTwice, trainTwins, twinWorlds } from './twins';

const tensorsOn = async (name: 'wasm' | 'cpu'): Promise<Backend> => {
  await openBackend(name, {});
  return currentTensors();
};

const backends = [
  ['tensors on WASM', () => tensorsOn('wasm')],
  ['tensors on the CPU', () => tensorsOn('cpu')],
  ['float64', async () => float64Backend],
] as const;

describe.each(twinWorlds)('every objective on %s', (world) => {
  it.each(backends)('gives the same numbers alone, and twice among others, with %s', async (_, open) => {
    const backend = await open();
    const alone = await trainTwins(
      backend,
      world,
      everyRun.map((run) => [run]),
    );
    const [together = []] = await trainTwins(backend, world, [everyRunTwice]);
    expect(together).toHaveLength(everyRunTwice.length);
    together.forEach((outcome, i) => {
      const [first = []] = alone[i % everyRun.length] ?? [];
      expect(difference(first, outcome), JSON.stringify(everyRunTwice[i])).toBeLessThan(1e-5);
    });
  });

  it.each(backends.slice(1))('gives the same numbers with tensors on WASM and with %s', async (_, open) => {
    const [onWasm = []] = await trainTwins(await tensorsOn('wasm'), world, [everyRunTwice]);
    const [others = []] = await trainTwins(await open(), world, [everyRunTwice]);
    expect(onWasm).toHaveLength(everyRunTwice.length);
    onWasm.forEach((outcome, i) => {
      expect(difference(outcome, others[i] ?? []), JSON.stringify(everyRunTwice[i])).toBeLessThan(1e-5);
    });
  });
});
