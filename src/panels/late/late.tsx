/** Shows a part whose code comes late; until then, and where it does not come, something else in its place. */
import { type ReactNode, Suspense, use, useLayoutEffect } from 'react';
import { useStore } from 'zustand';
import { LateFailure } from './late-failure';
import type { LatePart } from './late-part';
import { PartBoundary } from './part-boundary';

interface LoadedProps<Module> {
  readonly code: Promise<Module>;
  /** Draws the part from its module. */
  readonly children: (module: Module) => ReactNode;
}

const Loaded = <Module,>({ code, children }: LoadedProps<Module>) => children(use(code));

interface Props<Module> {
  readonly part: LatePart<Module>;
  readonly waiting: ReactNode;
  /** Stands there when the code cannot be had: unless told otherwise, words that say so. */
  readonly missing?: ReactNode;
  readonly children: (module: Module) => ReactNode;
}

export const Late = <Module,>({ part, waiting, missing = <LateFailure part={part} />, children }: Props<Module>) => {
  const { code, isMissing } = useStore(part.store);
  useLayoutEffect(part.ask, []);
  if (isMissing) return missing;
  if (code === null) return waiting;
  return (
    <PartBoundary title={part.title}>
      <Suspense fallback={waiting}>
        <Loaded code={code}>{children}</Loaded>
      </Suspense>
    </PartBoundary>
  );
};
