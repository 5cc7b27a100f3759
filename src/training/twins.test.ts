import { describe, expect, it } from 'vitest';
import { openBackend } from './backend';
import { difference, everyRun, everyRunTwice, trainTwins, twinWorlds } from './twins';

describe.each(twinWorlds)('every objective on %s', (world) => {
  it.each(['wasm', 'cpu'] as const)('gives the same numbers alone, and twice among others, on %s', async (backend) => {
    await openBackend(backend, {});
    const alone = await trainTwins(
      world,
      everyRun.map((run) => [run]),
    );
    const [together = []] = await trainTwins(world, [everyRunTwice]);
    together.forEach((outcome, i) => {
      const [first = []] = alone[i % everyRun.length] ?? [];
      expect(difference(first, outcome), JSON.stringify(everyRunTwice[i])).toBeLessThan(1e-5);
    });
  });

  it('gives the same numbers on WASM and in plain JavaScript', async () => {
    await openBackend('wasm', {});
    const [onWasm = []] = await trainTwins(world, [everyRunTwice]);
    await openBackend('cpu', {});
    const [onCpu = []] = await trainTwins(world, [everyRunTwice]);
    onWasm.forEach((outcome, i) => {
      expect(difference(outcome, onCpu[i] ?? []), JSON.stringify(everyRunTwice[i])).toBeLessThan(1e-5);
    });
  });
});
