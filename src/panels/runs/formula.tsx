/** A formula: plain text until the typesetter has come, then TeX. */
import { lazy, Suspense } from 'react';

const TexView = lazy(async () => ({ default: (await import('./tex-view')).TexView }));

interface Props {
  readonly source: string;
  /** Shown until the typesetter has come. */
  readonly plain: string;
}

export const Formula = ({ source, plain }: Props) => (
  <Suspense fallback={<span className="formula plain-formula">{plain}</span>}>
    <TexView source={source} />
  </Suspense>
);
