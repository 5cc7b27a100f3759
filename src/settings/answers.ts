/** Functions that keep their answers, for what is slow to find, never changes, and is asked again and again. */

/** Keeps the answer for each object as long as the object is there. The objects must not be changed in place. */
export const keptForEach = <Asked extends object, Answer>(of: (asked: Asked) => Answer): ((asked: Asked) => Answer) => {
  const known = new WeakMap<Asked, { readonly answer: Answer }>();
  return (asked) => {
    const found = known.get(asked) ?? { answer: of(asked) };
    known.set(asked, found);
    return found.answer;
  };
};

/** Answers for so many different texts are kept at most, so that what a visitor types does not fill the memory. */
const most = 200;

/** Keeps answers by text: that which is found for a key the first time is given for it from then on. */
export const keptByText = <Answer>(): ((key: string, find: () => Answer) => Answer) => {
  const known = new Map<string, Answer>();
  return (key, find) => {
    const answer = known.get(key) ?? find();
    if (known.size >= most && !known.has(key)) known.clear();
    known.set(key, answer);
    return answer;
  };
};
