/** A formula: plain text until the typesetter has come, and where it cannot be had, then TeX. */
import { Late } from '../late/late';
import { useTurn } from '../use-turn';
import { typesetter } from './typesetter';

interface Props {
  readonly source: string;
  /** Shown until the typesetter has come. */
  readonly plain: string;
}

export const Formula = ({ source, plain }: Props) => {
  const isMyTurn = useTurn();
  const inWords = <span className="formula plain-formula">{plain}</span>;
  return isMyTurn ? (
    // The list of runs says once that the typesetter is missing; a formula may stand inside a button.
    <Late part={typesetter} waiting={inWords} missing={inWords}>
      {({ TexView }) => <TexView source={source} />}
    </Late>
  ) : (
    inWords
  );
};
