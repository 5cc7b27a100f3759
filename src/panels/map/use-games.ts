/** Games of a bandit under several seeds, played one at a time so that the page stays awake. */
import { useEffect, useState } from 'react';
import { type BanditStep, seededBandit } from '../../math/optimistic-bandit';
import { rareBest } from '../../worlds/arms';

export const seeds = 10;

export interface Games {
  readonly eta: number;
  readonly bonus: number;
  /** One a seed, from seed 1 on: none before the first has been played. */
  readonly played: readonly (readonly BanditStep[])[];
}

/** Those played so far; until the first of new settings has been, those of the settings before. */
export const useGames = (eta: number, bonus: number): Games => {
  const [games, setGames] = useState<Games>({ eta, bonus, played: [] });
  useEffect(() => {
    let played: readonly (readonly BanditStep[])[] = [];
    const playNext = (): void => {
      played = [...played, seededBandit({ ...rareBest, eta, bonus }, played.length + 1)];
      setGames({ eta, bonus, played });
      if (played.length < seeds) timer = setTimeout(playNext);
    };
    let timer = setTimeout(playNext);
    return () => clearTimeout(timer);
  }, [eta, bonus]);
  return games;
};
