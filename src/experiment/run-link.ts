/**
 * A run in a link: `dpo,beta:1,draws:policy,draws.every:200`. First its method, or its objective where it is no method;
 * then the knobs and the settings of the other ingredients that are not as the method has them.
 */
import {
  type IngredientName,
  ingredientNames,
  ingredientOf,
  ingredients,
  methodById,
  methodOf,
  runOf,
} from '../methods';
import { ingredientById } from '../methods/ingredient';
import { entryById, knobsOf } from '../objectives';
import type { Run } from '../settings/experiment';
import { decodeRecord, decodeText, encodeRecord, isNumber } from './link-text';
import { isSafeName, type PlainRecord } from './plain';
import { unusual } from './unusual';

type Pieces = readonly string[];

const recordPieces = (record: Readonly<Record<string, unknown>>): Pieces =>
  Object.keys(record).length === 0 ? [] : [encodeRecord(record)];

/** The ingredients that are not the base's, and their settings that are not. */
const ingredientPieces = (run: Run, base: Run): Pieces =>
  ingredientNames.flatMap((name) => {
    const [choice, former] = [ingredientOf(run, name), ingredientOf(base, name)];
    const isFormer = choice.id === former.id;
    const fields = ingredientById(ingredients[name], choice.id)?.fields ?? {};
    const said = Object.entries(unusual(fields, choice.params, isFormer ? former.params : {}));
    const params = Object.fromEntries(said.map(([field, value]) => [`${name}.${field}`, value]));
    return [...(isFormer ? [] : [`${name}:${choice.id}`]), ...recordPieces(params)];
  });

/** What stands after `run=` for this run of a valid experiment. */
export const runText = (run: Run): string => {
  const entry = entryById(run.objective);
  const method = methodOf(run) ?? methodById(run.objective);
  if (entry === undefined || method === undefined) return run.objective;
  const knobs = unusual(knobsOf(entry, run.knobs), run.knobs, method.knobs);
  return [method.id, ...recordPieces(knobs), ...ingredientPieces(run, runOf(method))].join(',');
};

/** `draws.every` as the ingredient and its setting, `draws` as the ingredient alone; undefined for the name of a knob. */
const placeOf = (path: string): readonly [name: IngredientName, field: string | undefined] | undefined => {
  const name = ingredientNames.find((known) => path === known || path.startsWith(`${known}.`));
  if (name === undefined || path === name) return name && [name, undefined];
  const field = path.slice(name.length + 1);
  return isSafeName(field) ? [name, field] : undefined;
};

/** A visitor’s own expression may have a knob called as an ingredient is: a number is the knob’s, a word the ingredient’s. */
const isOfKnob = (piece: string): boolean => {
  const colon = piece.indexOf(':');
  const place = colon < 0 ? undefined : placeOf(decodeText(piece.slice(0, colon)) ?? '');
  return place === undefined || (place[1] === undefined && isNumber(piece.slice(colon + 1)));
};

/** What a link says of a run, not yet validated. */
export const readRun = (text: string, problems: string[]): unknown => {
  const [id = '', ...pieces] = text.split(',');
  const knobs = decodeRecord(pieces.filter(isOfKnob), problems);
  const others = decodeRecord(
    pieces.filter((piece) => !isOfKnob(piece)),
    problems,
  );
  const choices: Partial<Record<IngredientName, { id?: unknown; params: PlainRecord }>> = {};
  for (const [path, value] of Object.entries(others)) {
    const [name, field] = placeOf(path) ?? [];
    if (name === undefined) continue;
    choices[name] ??= { params: {} };
    if (field !== undefined) choices[name].params[field] = value;
    // The judge called “true” is a word here.
    else choices[name].id = typeof value === 'boolean' ? String(value) : value;
  }
  return { objective: decodeText(id) ?? id, knobs, ...choices };
};
