/** The objectives, in the order they are offered, and what can be asked of one. */
import { adaptivePreferenceScaling } from './adaptive-preference-scaling';
import { aihf } from './aihf';
import { alphaDpo } from './alpha-dpo';
import { alphapo } from './alphapo';
import { aot } from './aot';
import { apa } from './apa';
import { apoDown } from './apo-down';
import { apoZero } from './apo-zero';
import { bcoPair } from './bco-pair';
import { calDpo } from './cal-dpo';
import { cpo } from './cpo';
import { custom } from './custom';
import { d2po } from './d2po';
import type { Objective } from './define';
import { discopop } from './discopop';
import { dpo } from './dpo';
import { dpoNorm } from './dpo-norm';
import { dpoRw } from './dpo-rw';
import { dpop } from './dpop';
import { exoPref } from './exo-pref';
import { exoRw } from './exo-rw';
import { fDpo } from './f-dpo';
import { focalpo } from './focalpo';
import { forwardKlExact } from './forward-kl-exact';
import { grpo } from './grpo';
import { grpoTokens } from './grpo-tokens';
import { inverseQ } from './inverse-q';
import { ipo } from './ipo';
import { kto } from './kto';
import { ldDpo } from './ld-dpo';
import { minorDpo } from './minor-dpo';
import type { Mix } from './mix';
import { mixById } from './mixes';
import { mpo } from './mpo';
import { nashMd } from './nash-md';
import { ncaPair } from './nca-pair';
import { optidice } from './optidice';
import { orpo } from './orpo';
import { p3o } from './p3o';
import { ppo } from './ppo';
import { ppoTokens } from './ppo-tokens';
import { primalDual } from './primal-dual';
import { reinforce } from './reinforce';
import { rlExact } from './rl-exact';
import { robustDpo } from './robust-dpo';
import { rpo } from './rpo';
import { sftDemonstrations } from './sft-demonstrations';
import { sftThenDpo } from './sft-then-dpo';
import { simpo } from './simpo';
import { slicHf } from './slic-hf';
import { slicHinge } from './slic-hinge';
import { sppoHard } from './sppo-hard';
import { sppoSoft } from './sppo-soft';
import { tdpo } from './tdpo';
import { xpo } from './xpo';

export { checkExpression, customKnobs } from './custom';
export { completeKnobs, formOf, knobsOf, numbersAtStart, numericKnobs, structureKey } from './form';
export { mixById, mixes } from './mixes';

export const objectives: readonly Objective[] = [
  dpo,
  ipo,
  exoPref,
  simpo,
  alphapo,
  mpo,
  fDpo,
  robustDpo,
  rpo,
  dpop,
  minorDpo,
  focalpo,
  alphaDpo,
  adaptivePreferenceScaling,
  calDpo,
  sppoHard,
  sppoSoft,
  slicHinge,
  slicHf,
  ncaPair,
  bcoPair,
  apoZero,
  apoDown,
  discopop,
  dpoNorm,
  orpo,
  cpo,
  kto,
  aot,
  aihf,
  sftThenDpo,
  d2po,
  ldDpo,
  tdpo,
  custom,
  exoRw,
  dpoRw,
  reinforce,
  ppo,
  ppoTokens,
  grpo,
  grpoTokens,
  apa,
  p3o,
  xpo,
  nashMd,
  rlExact,
  primalDual,
  inverseQ,
  optidice,
  sftDemonstrations,
  forwardKlExact,
];

const byId: ReadonlyMap<string, Objective> = new Map(objectives.map((objective) => [objective.id, objective]));

export const objectiveById = (id: string): Objective | undefined => byId.get(id);

/** Everything that a run can name: an objective, which is trained, or a mix of trained runs. */
export const entryById = (id: string): Objective | Mix | undefined => objectiveById(id) ?? mixById(id);
