/** A formula: plain text until the typesetter has come, then TeX. */
import { lazy, Suspense } from 'react';
import { useTurn } from '../use-turn';

const TexView = lazy(async () => ({ default: (await import('./tex-view')).TexView }));

interface Props {
  readonly source: string;
  /** Shown until the typesetter has come. */
  readonly plain: string;
}

export const Formula = ({ source, plain }: Props) => {
  const isMyTurn = useTurn();
  const inWords = <span className="formula plain-formula">{plain}</span>;
  return isMyTurn ? (
    <Suspense fallback={inWords}>
      <TexView source={source} />
    </Suspense>
  ) : (
    inWords
  );
};
