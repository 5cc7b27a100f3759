/** PPO token by token: advantages from learned values (GAE), the KL in each token's reward, and each token's ratio clipped. */
import { add, div, laterSum, max, min, mul, named, neg, pow, sub } from '../expression/node';
import { knob } from '../settings/fields';
import { tokens } from './define';
import { clipKnob, clippedSurrogate, klBeta, overTokens, ratioOf } from './policy-gradient';

export const ppoTokens = tokens({
  id: 'ppo-tokens',
  name: 'PPO, token by token',
  paper: {
    title: 'Proximal Policy Optimization Algorithms',
    arxiv: '1707.06347',
    equation: '9',
  },
  evidence: 'library code',
  summary:
    'PPO as it trains language models: a learned value says, token by token, how much better an answer goes than was to be expected.',
  note: 'The value of every beginning is a number of its own, 0 at first and learned at the policy’s rate; advantages are GAE’s (1506.02438) and are not whitened.',
  draws: { id: 'policy', params: { epochs: 4 } },
  knobs: {
    beta: klBeta,
    clip: clipKnob,
    gamma: knob({
      label: 'discount',
      default: 1,
      range: [0, 1],
      tex: '\\gamma',
      higher: 'lets a token answer for more of what comes after it',
    }),
    lambda: knob({
      label: 'λ of the advantage',
      default: 0.95,
      range: [0, 1],
      tex: '\\lambda',
      higher: 'trusts the learned values less, and what was drawn more: less bias, more variance',
    }),
    valueCoefficient: knob({
      label: 'weight of the value loss',
      default: 0.1,
      range: [0, 10],
      tex: 'c_V',
      higher: 'counts errors of the values more',
    }),
    clipValue: knob({
      label: 'clip of values',
      default: 0.2,
      range: [0.01, 10],
      scale: 'log',
      tex: '\\varepsilon_V',
      higher: 'lets a value go further from what it was when the answer was drawn',
    }),
  },
  loss: (
    { tokPi, tokOld, tokPiRef, isToken, isLast, r, value, valueOld },
    { beta, clip, gamma, lambda, valueCoefficient, clipValue },
  ) => {
    const hasNext = sub(isToken, isLast);
    const tokenReward = named('tokenReward', sub(mul(isLast, r), mul(beta, sub(tokOld, tokPiRef))));
    const delta = sub(add(tokenReward, mul(gamma, mul(hasNext, laterSum(valueOld, 0)))), valueOld);
    const decay = mul(mul(gamma, lambda), hasNext);
    const advantage = named('A', add(delta, mul(decay, laterSum(delta, decay))));
    const returns = named('returns', add(advantage, valueOld));
    const held = add(valueOld, min(max(sub(value, valueOld), neg(clipValue)), clipValue));
    const squared = max(pow(sub(value, returns), 2), pow(sub(held, returns), 2));
    const surrogate = clippedSurrogate(advantage, named('ratio', ratioOf(tokPi, tokOld)), clip);
    const policyLoss = named('policyLoss', overTokens(isToken, surrogate));
    const valueLoss = named('valueLoss', div(overTokens(isToken, squared), 2));
    return add(policyLoss, mul(valueCoefficient, valueLoss));
  },
});
