/** Draws the runs into a triangle straight into its SVG: the way of each so far, and where it is now. */
import type { PoliciesAt } from '../state/series';
import type { Point } from './box';
import { pathOf } from './path';
import { moveTo, put, show } from './pixels';
import { pathThrough, type TrianglePlot, triple } from './triangle-geometry';
import { answerCount } from './triangle-world';

/** Policies that a path goes through; a power of two between them keeps what is drawn in its place as the path grows. */
const mostPolicies = 256;

/** The ways of the runs through one prompt's triangle; empty before the first frame, or while frames of another world come. */
export const pathsIn = (
  history: readonly PoliciesAt[],
  runs: number,
  prompts: number,
  prompt: number,
  plot: TrianglePlot,
): readonly (readonly Point[])[] => {
  const width = prompts * answerCount;
  const stride = 2 ** Math.max(0, Math.ceil(Math.log2(history.length / mostPolicies)));
  const fitting = history.filter(
    ({ logPi }, i) => logPi.length === runs * width && (i % stride === 0 || i === history.length - 1),
  );
  return Array.from({ length: runs }, (_, run) =>
    pathThrough(
      fitting.map(({ logPi }) => triple(logPi, run * width + prompt * answerCount)),
      plot,
    ),
  );
};

/** Puts the paths into the groups marked `data-run`, each a line and a dot at its end. */
export const drawPaths = (root: Element, paths: readonly (readonly Point[])[]): void => {
  for (const group of root.querySelectorAll('[data-run]')) {
    const path = paths[Number(group.getAttribute('data-run'))] ?? [];
    const end = path.at(-1);
    show(group, end !== undefined);
    put(group.querySelector('path'), 'd', pathOf(path));
    if (end !== undefined) moveTo(group.querySelector('circle'), end);
  }
};
