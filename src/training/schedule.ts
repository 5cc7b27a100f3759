/** At which steps a training reports: often while much happens, rarely later; a function of the step alone. */

/** Reports in a decade of steps are this many, about. */
const density = 60;
const intervals = [1, 2, 5];

/** Steps from one report to the next: 1, 2, 5, 10, 20, … growing with the step. */
const intervalAt = (step: number): number => {
  let scale = 1;
  for (;;) {
    for (const interval of intervals) {
      if (interval * scale * density > step) return interval * scale;
    }
    scale *= 10;
  }
};

/** The first step to report after this one, never beyond `last`. */
export const nextReport = (step: number, last: number): number => {
  const interval = intervalAt(step);
  return Math.min(last, (Math.floor(step / interval) + 1) * interval);
};
