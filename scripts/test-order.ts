/**
 * In which order the unit tests run. Left to itself Vitest begins with large files, long or not, and mixes those that need a
 * document with the others: at each change from one kind to the other a worker ends, and the next loads everything anew.
 */
import { readFileSync } from 'node:fs';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest, the longest first: begun last, one of them would leave the other cores idle at the end. */
const longest = [
  'training/combinations',
  'training/whole-runs',
  'panels/runs/fuzzed-links',
  'training/ingredients',
  'training/standing-still',
  'cli/experiment',
  'scenarios/scenarios',
  'scenarios/two-peaks',
  'observations/checker',
  'policies/kernels/binary',
  'training/engine',
  'training/webgpu/dispatches',
  'training/agreement',
];

/** Between the first of those and the second. */
const afterTheFirst = 0.5;

/**
 * Place in the order: the longest file of all, those that need a document, the other long ones, the rest. While one worker is
 * at the first, another goes through all that need a document, which takes about as long, and no third loads what they need.
 */
const placeOf = ({ moduleId }: TestSpecification): number => {
  if (readFileSync(moduleId, 'utf8').includes('@vitest-environment happy-dom')) return afterTheFirst;
  const place = longest.findIndex((name) => moduleId.endsWith(`/src/${name}.test.ts`));
  return place < 0 ? longest.length : place;
};

export class TestOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const places = new Map(files.map((file) => [file, placeOf(file)]));
    return (await super.sort(files)).toSorted((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
  }
}
