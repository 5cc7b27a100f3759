/** Where a line may not break: a number is a button, and browsers else break between a bracket and a button. */
import { type Part, type Sentence, words } from '../../observations/sentence';

/** The sentence cut into stretches that stay on one line where they hold a number, with all that touches it. */
export const stretchesOf = (sentence: Sentence): readonly Sentence[] => {
  const stretches: Part[][] = [];
  /** Whether what comes next touches the last stretch. */
  let touches = false;
  const add = (part: Part): void => {
    const last = stretches.at(-1);
    if (touches && last !== undefined) last.push(part);
    else stretches.push([part]);
  };
  for (const part of sentence) {
    if ('source' in part || 'run' in part) {
      add(part);
      touches = 'source' in part;
      continue;
    }
    for (const text of part.text.split(/(\s+)/)) {
      if (text === '') continue;
      if (/^\s/.test(text)) touches = false;
      add(words(text));
      touches = !/^\s/.test(text);
    }
  }
  return stretches;
};
