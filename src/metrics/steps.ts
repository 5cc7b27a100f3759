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
  meaning:
    'Cosine between this run’s gradient, on its latest batch and before Adam changes it, and that of exact RL on the true reward at the experiment’s own β, both at the weights the run has now. 1: the same way; 0: neither with nor against; −1: the opposite way. Costs extra while it is shown.',
  isOffered: true,
});
