/** A case on a policy's own answers as it is read from JSON, and its validation. */
// biome-ignore lint/style/noRestrictedImports: reads files of cases, which never happens on the page.
import * as v from 'valibot';
import { parseAs } from './cases';

const number = v.pipe(v.number(), v.finite());
const numbers = v.array(v.union([number, v.array(number)]));

/** Fields that hold numbers, by name: lists of numbers, or lists of such lists. */
const onPolicyCase = v.objectWithRest(
  {
    objective: v.string(),
    params: v.record(v.string(), v.union([number, v.string(), v.boolean()])),
    source: v.optional(v.string()),
    groups: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
    K: v.optional(v.pipe(v.number(), v.integer(), v.minValue(2))),
  },
  v.union([number, numbers]),
);
export type OnPolicyCase = v.InferOutput<typeof onPolicyCase>;

/** The objectives whose cases have this form. */
const onPolicyIds: ReadonlySet<unknown> = new Set([
  'reinforce',
  'ppo',
  'grpo',
  'apa',
  'p3o',
  'online-dpo',
  'xpo',
  'nash-md',
  'geometric-mixture',
  'kl',
]);

/** Whether a case in parsed JSON is one on a policy's own answers. */
export const isOnPolicy = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'objective' in value && onPolicyIds.has(value.objective);

/** Throws `CaseError` as `parseAs` does. */
export const parseOnPolicy = (value: unknown, index: number): OnPolicyCase => parseAs(onPolicyCase, value, index);
