/** What the engine says of its latest step. */
import { ofEngine } from './metric';

export const loss = ofEngine({
  label: 'Loss',
  unit: 'own scale',
  meaning:
    'The objective’s own value on the batch of a step, before the policy takes that step; all other metrics are of the policy after it. Not comparable between objectives.',
});

export const gradCosine = ofEngine({
  label: 'Direction',
  unit: 'cosine with exact RL',
  meaning: 'Cosine between this run’s update and that of exact RL; costs extra steps.',
});
