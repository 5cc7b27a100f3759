/** Limits of an experiment as a whole. */

/** Of one experiment, trained from a command line. */
export const maxRuns = 1024;
/** More than this cannot be told apart on the page. */
export const maxRunsShown = 16;
