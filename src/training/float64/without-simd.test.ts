/** Where compiled arithmetic is not to be had, policies that are no networks train to the same bits. */
import { afterEach, expect, it, vi } from 'vitest';
import { digestedLinks, digestOf } from '../digests';

const links = ['two bumps on a line', 'one bump on a line', 'tables on a triangle', 'answers of one’s own'] as const;

const digests = (): Promise<readonly string[]> => Promise.all(links.map((link) => digestOf(digestedLinks[link], 100)));

afterEach(() => {
  vi.unstubAllGlobals();
});

it('comes to the same in plain code', async () => {
  const compiled = await digests();
  let refusals = 0;
  class Refusal {
    constructor() {
      refusals++;
      throw new RangeError('no memory');
    }
  }
  const { Module, Instance, CompileError } = WebAssembly;
  vi.stubGlobal('WebAssembly', { Module, Instance, CompileError, Memory: Refusal });
  const plain = await digests();
  expect(refusals).toBeGreaterThan(0);
  expect(plain).toEqual(compiled);
});
