import { beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from './backend';
import { float64Backend } from './float64/backend';
import { currentTensors } from './tensors';
import type { Backend } from './trainer';
import { difference, everyRun, everyRunTwice, trainTwins, twinWorlds } from './twins';

const backends: readonly (readonly [string, () => Promise<Backend>])[] = [
  ['tensors', currentTensors],
  ['float64', async () => float64Backend],
];

beforeAll(() => openBackend('wasm', {}));

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
});
