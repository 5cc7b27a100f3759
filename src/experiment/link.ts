/**
 * An experiment as the fragment of an address, defaults left out:
 * `#1&world=two-peaks&policy=bump&policy.start=1&run=dpo,beta:1&run=exo-rw&data.candidates=4`.
 *
 * First the version, then a setting each: a path with dots, `=`, and a value; `run=` once a run, with its method
 * and its knobs; records in a list as `at:-2.5,height:3/at:2.5,height:3`. What is left out is as usual in that world.
 */
import { policyById } from '../policies/families';
import type { Experiment } from '../settings/experiment';
import { worldById } from '../worlds';
import { decodeAny, decodeText, encodeAny } from './link-text';
import { isPlainRecord, isSafeName, type PlainRecord } from './plain';
import { quote, shortened } from './problems';
import { repairExperiment } from './repair';
import { readRun, runText } from './run-link';
import { rewardModelFields, settingFields, sweepFields } from './settings';
import { unusual } from './unusual';
import { usualFor } from './usual';

const version = '1';
/** Sixteen runs with the longest expressions fit several times over. */
const longest = 200_000;
const deepestPath = 6;

const settings = (prefix: string, values: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.entries(values).flatMap(([name, value]) =>
    isPlainRecord(value) ? settings(`${prefix}${name}.`, value) : [`${prefix}${name}=${encodeAny(value)}`],
  );

/** The fragment, with its `#`, that opens this valid experiment. */
export const toFragment = ({
  world,
  policy,
  beta,
  data,
  training,
  rewardModel,
  seed,
  runs,
  sweep,
}: Experiment): string => {
  const { pairs, support, ...drawing } = data;
  const usual = usualFor(world.id, pairs);
  return `#${[
    version,
    `world=${world.id}`,
    ...settings('world.', unusual(worldById(world.id)?.fields ?? {}, world.params)),
    `policy=${policy.id}`,
    ...settings('policy.', unusual(policyById(policy.id)?.fields ?? {}, policy.params)),
    ...settings('', unusual({ beta: settingFields.beta }, { beta })),
    ...runs.map((run) => `run=${runText(run)}`),
    ...settings('data.', unusual({ pairs: settingFields.pairs }, { pairs }, { pairs: usual.pairs })),
    ...settings('data.', unusual(settingFields, drawing)),
    ...settings('data.', support === null ? {} : { support }),
    ...settings('training.', unusual(settingFields, { ...training }, { ...usual.training })),
    ...settings('rewardModel.', unusual(rewardModelFields, { ...rewardModel }, { ...usual.rewardModel })),
    ...settings('', unusual({ seed: settingFields.seed }, { seed })),
    ...(sweep === undefined
      ? []
      : settings('sweep.', { over: sweep.over, ...unusual(sweepFields, { seeds: sweep.seeds }) })),
  ].join('&')}`;
};

/** `world=…` names the world, `world.…` sets its parameters. */
const pathOf = (names: readonly string[]): readonly string[] => {
  const [first = '', ...rest] = names;
  if (first !== 'world' && first !== 'policy') return names;
  return rest.length === 0 ? [first, 'id'] : [first, 'params', ...rest];
};

/** Puts a value where nothing is yet; false where something is, or the path leads through a value. */
const place = (root: PlainRecord, path: readonly string[], value: unknown): boolean => {
  let record = root;
  for (const name of path.slice(0, -1)) {
    if (!Object.hasOwn(record, name)) record[name] = {};
    const next = record[name];
    if (!isPlainRecord(next)) return false;
    record = next;
  }
  const last = path.at(-1) ?? '';
  if (Object.hasOwn(record, last)) return false;
  record[last] = value;
  return true;
};

/** The part of a link that says something; undefined settings, such as an empty `&&`, say nothing. */
const piecesOf = (text: string, problems: string[]): readonly string[] => {
  const trimmed = text.trim();
  const hash = trimmed.indexOf('#');
  const isAddressOnly = hash < 0 && trimmed.includes('://');
  const fragment = isAddressOnly ? '' : trimmed.slice(hash + 1);
  if (fragment.length <= longest) return fragment.split('&').filter((piece) => piece !== '');
  problems.push(`The link has ${fragment.length} characters; only the first ${longest} were read.`);
  return fragment.slice(0, longest).split('&').slice(0, -1);
};

/** Whether a fragment says anything of an experiment: a version or a setting. An anchor such as `#root` does not. */
export const isExperimentFragment = (fragment: string): boolean => /^#?\d+(?:&|$)|=/.test(fragment);

/** What a link says, not yet validated, and what in it could not be read. Takes an address, or the fragment alone. */
export const fromFragment = (text: string): { readonly raw: unknown; readonly problems: readonly string[] } => {
  const problems: string[] = [];
  const pieces = piecesOf(text, problems);
  const raw: PlainRecord = {};
  const runs: unknown[] = [];
  const [first = version] = pieces;
  const isVersion = /^\d+$/.test(first);
  if (!isVersion) problems.push(`The link has no version in front; it was read as version ${version}.`);
  else if (first !== version)
    problems.push(`Version ${quote(first)} of links is not known; it was read as version ${version}.`);

  for (const piece of isVersion ? pieces.slice(1) : pieces) {
    const equals = piece.indexOf('=');
    const key = equals < 0 ? undefined : decodeText(piece.slice(0, equals));
    const names = key?.split('.') ?? [];
    const text = piece.slice(equals + 1);
    if (key === 'run') runs.push(readRun(text, problems));
    else if (
      key === undefined ||
      key === 'runs' ||
      names.length > deepestPath ||
      !names.every((name) => name !== '' && isSafeName(name))
    ) {
      problems.push(`${quote(piece)} is not a setting with its value; it was left out.`);
    } else {
      const value = decodeAny(text, problems);
      if (value !== undefined && !place(raw, pathOf(names), value)) {
        problems.push(`${quote(key)} is set more than once; the first value counts.`);
      }
    }
  }
  return { raw: runs.length === 0 ? raw : { ...raw, runs }, problems };
};

/** The experiment a link opens, and in words everything in it that had to change. Never throws. */
export const openLink = (text: string): { readonly experiment: Experiment; readonly changes: readonly string[] } => {
  const { raw, problems } = fromFragment(text);
  const { experiment, changes } = repairExperiment(raw);
  return { experiment, changes: shortened([...problems, ...changes]) };
};
