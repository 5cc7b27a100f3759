/** GRPO token by token: each token's own probability ratio is clipped, and each has its own share of the KL. */
import { add, div, groupSum, max, mul, named, pow, sqrt, sub } from '../expression/node';
import { choice } from '../settings/fields';
import { tokens } from './define';
import { clipKnob, clippedSurrogate, klBeta, klEstimate, overTokens, ratioOf } from './policy-gradient';

export const grpoTokens = tokens({
  id: 'grpo-tokens',
  name: 'GRPO, token by token',
  paper: {
    title: 'DeepSeekMath: Pushing the Limits of Mathematical Reasoning in Open Language Models',
    arxiv: '2402.03300',
    equation: '3',
  },
  evidence: 'library code',
  summary: 'GRPO as it trains language models: every token has its answer’s advantage, and is clipped by itself.',
  note: 'How tokens are averaged weighs answers by their lengths: the mean over each answer favours short ones that are good and long ones that are bad; the mean over all tokens does not.',
  draws: { id: 'policy' },
  knobs: {
    beta: klBeta,
    clip: clipKnob,
    scale: choice('divided by', ['group', 'none'], 'group'),
    reduction: choice('tokens', ['mean-per-response', 'mean-over-tokens', 'sum'], 'mean-per-response'),
  },
  loss: ({ tokPi, tokOld, tokPiRef, isToken, isFirst, r, n }, { beta, clip, scale, reduction }) => {
    const answers = named('K', groupSum(isFirst));
    const above = sub(r, div(groupSum(mul(isFirst, r)), answers));
    const spread = named('s', sqrt(div(groupSum(mul(isFirst, pow(above, 2))), sub(answers, 1))));
    const advantage = named('A', scale === 'group' ? div(above, add(spread, 1e-4)) : above);
    const surrogate = clippedSurrogate(advantage, named('ratio', ratioOf(tokPi, tokOld)), clip);
    const loss = add(surrogate, mul(beta, klEstimate('k3', sub(tokPi, tokPiRef))));
    if (reduction === 'mean-over-tokens') return overTokens(isToken, loss);
    const each = reduction === 'sum' ? loss : div(loss, max(n, 1));
    return div(groupSum(mul(isToken, each)), answers);
  },
});
