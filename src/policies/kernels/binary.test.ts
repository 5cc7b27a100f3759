import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

/** In a process of its own: the loader of the tests takes many times as long over the compiler as the compiler needs. */
it('what assembly/ compiles to is written down', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/kernels.mjs', '--check'], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
