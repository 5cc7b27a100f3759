import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compiled, modules } from '../../../scripts/kernels.mjs';

it.each(Object.entries(modules))('what assembly/%s compiles to is written down', async (folder, target) => {
  expect(readFileSync(target, 'utf8')).toBe(await compiled(folder));
});
