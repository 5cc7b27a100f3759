/**
 * All sentences over a few words as paths through a tree, level by level: each node is a sentence begun, its choices
 * are the next word or, once there is a word, the end. A sentence of the greatest length is cut off, without an end.
 *
 * Within a prompt the beginnings are numbered level by level, so that word w after beginning v is words · v + 1 + w;
 * the empty one is 0, and the sentences are the others: response y is beginning y + 1.
 */
import { pow } from '../math/elementary';
import type { Tree } from './tree';

export interface SentenceTree extends Tree {
  /** The words of each response, oldest first. */
  readonly sentences: readonly (readonly number[])[];
}

/** Sentences of 1 to `maxLength` words. */
export const sentenceCount = (words: number, maxLength: number): number =>
  Array.from({ length: maxLength }, (_, i) => pow(words, i + 1)).reduce((sum, count) => sum + count, 0);

/** Each beginning as its words, level by level, the empty one first. */
const beginningsOf = (words: number, maxLength: number): readonly (readonly number[])[] => {
  const beginnings: number[][] = [[]];
  const count = 1 + sentenceCount(words, maxLength);
  for (let v = 0; beginnings.length < count; v++) {
    for (let word = 0; word < words; word++) beginnings.push([...(beginnings[v] ?? []), word]);
  }
  return beginnings;
};

export const sentenceTree = (prompts: number, vocabulary: readonly string[], maxLength: number): SentenceTree => {
  const words = vocabulary.length;
  const choices = words + 1;
  const beginnings = beginningsOf(words, maxLength);
  const sentences = beginnings.slice(1);
  const begun = beginnings.filter(({ length }) => length < maxLength);

  const nodes = prompts * begun.length;
  const paths = new Int32Array(prompts * sentences.length * maxLength).fill(-1);
  const prefixes = new Int32Array(nodes * (maxLength - 1)).fill(-1);
  const allowed = new Uint8Array(nodes * choices).fill(1);
  for (let prompt = 0; prompt < prompts; prompt++) {
    const root = prompt * begun.length;
    allowed[root * choices + words] = 0;
    begun.forEach((beginning, v) => {
      prefixes.set(beginning, (root + v) * (maxLength - 1));
    });
    sentences.forEach((sentence, y) => {
      let v = 0;
      const path = sentence.map((word) => {
        const choice = (root + v) * choices + word;
        v = words * v + 1 + word;
        return choice;
      });
      if (sentence.length < maxLength) path.push((root + v) * choices + words);
      paths.set(path, (prompt * sentences.length + y) * maxLength);
    });
  }
  return {
    nodes,
    choices,
    depth: maxLength,
    choiceNames: [...vocabulary, 'end'],
    paths,
    allowed,
    promptOf: Int32Array.from({ length: nodes }, (_, node) => Math.floor(node / begun.length)),
    prefixes,
    sentences,
  };
};
