/** Limits of an experiment as a whole. */

/** More runs than this cannot be told apart on the page. */
export const maxRuns = 16;
