/** Soft values and advantages of the tokens of a small language, and log π* of its responses. */
import * as v from 'valibot';
import { softValues } from '../math/soft-tree';
import { form, oracle } from './oracle';

const tokens = v.array(form.index);

export const softTree = oracle(
  'soft-tree',
  {
    params: v.object({ beta: form.positive, tokens: form.count, maxLength: form.count }),
    nodes: v.pipe(v.array(v.object({ prefix: tokens, logRef: v.array(v.nullable(form.number)) })), v.minLength(1)),
    responses: v.array(v.object({ tokens, eos: v.boolean(), reward: form.number })),
  },
  ({ params: { beta, tokens: words }, nodes, responses }) => {
    const choices = words + 1;
    const nodeAt = new Map(nodes.map(({ prefix }, node) => [prefix.join(), node]));
    const choiceAt = (prefix: readonly number[], choice: number): number =>
      (nodeAt.get(prefix.join()) ?? 0) * choices + choice;
    const wayOf = ({ tokens: written, eos }: (typeof responses)[number]): readonly number[] =>
      [...written, ...(eos ? [words] : [])].map((choice, i) => choiceAt(written.slice(0, i), choice));

    const logRef = Float64Array.from(nodes.flatMap((node) => node.logRef.map((p) => p ?? Number.NEGATIVE_INFINITY)));
    const next = new Int32Array(logRef.length);
    nodes.forEach(({ prefix }, node) => {
      if (prefix.length > 0) next[choiceAt(prefix.slice(0, -1), prefix.at(-1) ?? 0)] = node;
    });
    responses.forEach((response, y) => {
      next[wayOf(response).at(-1) ?? 0] = -1 - y;
    });
    const reward = Float64Array.from(responses, (response) => response.reward);
    const { q, v: values, advantage, logStar } = softValues({ choices, logRef, next }, reward, beta);
    const at = (table: Float64Array, node: number): readonly (number | null)[] =>
      Array.from(table.subarray(node * choices, (node + 1) * choices), (value) =>
        value === Number.NEGATIVE_INFINITY ? null : value,
      );
    const along = (table: Float64Array, way: readonly number[]): number =>
      way.reduce((sum, choice) => sum + (table[choice] ?? 0), 0);
    return {
      nodes: nodes.map((node, i) => ({
        ...node,
        Q: at(q, i),
        V: values[i],
        advantage: at(advantage, i),
        logPiStar: at(logStar, i),
      })),
      responses: responses.map((response) => ({
        ...response,
        logRef: along(logRef, wayOf(response)),
        logPiStar: along(logStar, wayOf(response)),
      })),
    };
  },
);
