/** What runs are called on the page: their method, and what tells them apart where several share it. */

import {
  type IngredientName,
  ingredientNames,
  ingredientOf,
  ingredients,
  methodOf,
  nearlyMethod,
  usualIngredient,
} from '../methods';
import { ingredientById } from '../methods/ingredient';
import { entryById, knobsOf, mixById } from '../objectives';
import { keptForEach } from '../settings/answers';
import type { Experiment, Run } from '../settings/experiment';
import type { Field, FieldValue } from '../settings/fields';
import { optionText, shortLabelOf } from '../settings/label';
import { tickText } from '../settings/number-text';

/** Something of a run that may tell it from another: what it is, and how a name says so, if at all. */
interface Trait {
  readonly of: 'knobs' | IngredientName;
  readonly name: string;
  readonly value: FieldValue | undefined;
  readonly text: string;
}

/** A value that is off says nothing. */
const valueText = (name: string, field: Field | undefined, value: FieldValue | undefined): string => {
  if (value === undefined || value === false) return '';
  const label = shortLabelOf(name, field !== undefined && 'tex' in field ? field : undefined);
  if (typeof value === 'number') return `${label} ${tickText(value)}`;
  return typeof value === 'string' ? `${label} ${optionText(value)}` : label;
};

/** `nameOf` gives the name of a run that a mix is made of. */
const knobTraits = (run: Run, nameOf: (index: number) => string): readonly Trait[] => {
  const entry = entryById(run.objective);
  const runKnobs = mixById(run.objective)?.runKnobs ?? [];
  return Object.entries(entry === undefined ? {} : knobsOf(entry, run.knobs)).flatMap(([name, field]) => {
    const value = run.knobs[name];
    if (field.kind === 'text') return [];
    const text = runKnobs.includes(name) ? `of ${nameOf(Number(value) - 1)}` : valueText(name, field, value);
    return [{ of: 'knobs', name, value, text }];
  });
};

/** An ingredient that is as usual says nothing. */
const ingredientTraits = (run: Run): readonly Trait[] =>
  ingredientNames.flatMap((of) => {
    const { id, params } = ingredientOf(run, of);
    const isUsual = id === usualIngredient(run.objective, of).id;
    const text = isUsual ? '' : (ingredientById(ingredients[of], id)?.name ?? id);
    const settings = Object.entries(params).map(([name, value]) => ({
      of,
      name: `${id}.${name}`,
      value,
      text: valueText(name, ingredientById(ingredients[of], id)?.fields[name], value),
    }));
    return [{ of, name: '', value: id, text }, ...settings];
  });

/** The settings of an ingredient are compared with those of runs that have it too. */
const tells = ({ of, name, value }: Trait, other: readonly Trait[]): boolean => {
  const same = other.find((trait) => trait.of === of && trait.name === name);
  return same === undefined ? of === 'knobs' : same.value !== value;
};

/** “Iterative DPO, the true reward” where only the judge is another one. */
const nearlyName = (run: Run): string | undefined => {
  const nearly = nearlyMethod(run);
  if (nearly === undefined) return undefined;
  const { method, departure } = nearly;
  return `${method.name}, ${ingredientById(ingredients[departure], ingredientOf(run, departure).id)?.name ?? ''}`;
};

const methodName = (run: Run): string => {
  const entry = entryById(run.objective);
  const hasOwn = ingredientNames.filter((name) => run[name] !== undefined).length > 1;
  return methodOf(run)?.name ?? (hasOwn ? nearlyName(run) : undefined) ?? entry?.name ?? run.objective;
};

/** How a name and what tells it from its twins are put together. */
type Join = (name: string, traits: readonly string[]) => string;

const withCommas: Join = (name, traits) => [name, ...traits].join(', ');
/** In a sentence a comma would look like the start of another name. */
const inBrackets: Join = (name, traits) => {
  const [first = name, ...others] = name.split(', ');
  const said = [...others, ...traits];
  return said.length === 0 ? first : `${first} (${said.join(', ')})`;
};

const namesWith = (runs: readonly Run[], shortNames: readonly string[], join = withCommas): readonly string[] => {
  const traits = new Map<number, readonly Trait[]>();
  const traitsOf = (index: number): readonly Trait[] => {
    const run = runs[index];
    const known = traits.get(index) ?? (run && [...knobTraits(run, nameOf), ...ingredientTraits(run)]) ?? [];
    traits.set(index, known);
    return known;
  };
  const longName = (name: string, index: number): string => {
    const twins = shortNames.flatMap((other, i) => (other === name ? [traitsOf(i)] : []));
    const said = traitsOf(index).filter((trait) => trait.text !== '' && twins.some((twin) => tells(trait, twin)));
    return join(name, [...new Set(said.map(({ text }) => text))]);
  };
  /** Mixes are made of trained runs only, so that no name asks for itself. */
  const nameOf = (index: number): string => {
    const name = shortNames[index];
    return name === undefined ? `run ${index + 1}` : longName(name, index);
  };
  const long = shortNames.map(longName);
  return long.map((name, i) => {
    const earlier = long.slice(0, i).filter((other) => other === name).length;
    return earlier === 0 ? name : `${name} (${earlier + 1})`;
  });
};

/** Runs are not changed in place, and many parts of the page ask for their names at every move of a slider. */
const onceFor = (of: (runs: readonly Run[]) => readonly string[]) => {
  const names = keptForEach(of);
  return ({ runs }: Pick<Experiment, 'runs'>): readonly string[] => names(runs);
};

/** One full name a run, no two alike. */
export const runNames = onceFor((runs) => namesWith(runs, runs.map(methodName)));

const withoutBrackets = (name: string): string => name.replace(/ \(.*\)$/, '');

/** The methods’ names without what stands in brackets, unless two methods would then read alike. */
const shortMethodNames = (runs: readonly Run[]): readonly string[] => {
  const names = runs.map(methodName);
  const short = names.map(withoutBrackets);
  return names.map((name, i) => {
    const mine = short[i] ?? name;
    return names.some((other, j) => other !== name && short[j] === mine) ? name : mine;
  });
};

/** Names for labels on lines. */
export const shortRunNames = onceFor((runs) => namesWith(runs, shortMethodNames(runs)));

/** Names for sentences: “DPO (β 0.1)”. */
export const spokenRunNames = onceFor((runs) => namesWith(runs, shortMethodNames(runs), inBrackets));
