import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compiled } from '../../../scripts/kernels.mjs';

it('is what assembly/ compiles to', async () => {
  expect(readFileSync('src/policies/kernels/binary.ts', 'utf8')).toBe(await compiled());
});
