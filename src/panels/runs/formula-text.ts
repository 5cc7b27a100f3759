/** The TeX of an objective: its loss, what its abbreviations stand for, what its symbols mean. */

import { constant, type Expression } from '../../expression/node';
import { compile } from '../../expression/program';
import { substitute } from '../../expression/substitute';
import { abbreviations, tex } from '../../expression/tex';
import { formOf, knobsOf, numericKnobs } from '../../objectives';
import type { Objective } from '../../objectives/define';
import type { Mix } from '../../objectives/mix';
import { glossary } from '../../objectives/symbols';
import { defaultsOf, type Fields, type FieldValues } from '../../settings/fields';
import { labelOf } from '../../settings/label';

export interface SymbolText {
  readonly tex: string;
  readonly meaning: string;
}

const complete = (objective: Objective, knobs: FieldValues): FieldValues => ({
  ...defaultsOf(knobsOf(objective, knobs)),
  ...knobs,
});

const texOf = (fields: Fields, name: string): string | undefined => {
  const field = fields[name];
  if (field?.kind === 'number' || field?.kind === 'optional-number') return field.tex;
  return glossary[name]?.tex;
};

/** The loss and, where there is one, the term over all responses, as one expression to read. */
const parts = (objective: Objective, knobs: FieldValues): readonly Expression[] => {
  const { loss, regulariser } = formOf(objective, complete(objective, knobs));
  return regulariser === undefined ? [loss] : [loss, regulariser];
};

const join = (texts: readonly string[]): string => texts.join(' + ').replaceAll('+ -', '- ');

/** The loss in the paper’s symbols; of a mix, its weights. */
export const formulaTex = (entry: Objective | Mix, knobs: FieldValues): string => {
  if (entry.kind === 'mix') return entry.tex;
  const fields = knobsOf(entry, knobs);
  return join(parts(entry, knobs).map((part) => tex(part, { symbols: (name) => texOf(fields, name) })));
};

/** The loss with the knobs’ current numbers in place of their symbols. */
export const formulaWithNumbers = (objective: Objective, knobs: FieldValues): string => {
  const fields = knobsOf(objective, knobs);
  const values = new Map(numericKnobs(objective, complete(objective, knobs)).map(({ name, value }) => [name, value]));
  const numberOf = (name: string): Expression | undefined => {
    const value = values.get(name);
    return value === undefined ? undefined : constant(value);
  };
  return join(
    parts(objective, knobs).map((part) => tex(substitute(part, numberOf), { symbols: (name) => texOf(fields, name) })),
  );
};

/** Each abbreviation in the formula, as “h = …”. */
export const abbreviationTexts = (objective: Objective, knobs: FieldValues): readonly SymbolText[] => {
  const fields = knobsOf(objective, knobs);
  const symbols = (name: string): string | undefined => texOf(fields, name);
  const found = new Map(
    parts(objective, knobs).flatMap((part) => abbreviations(part).map(({ name, of }) => [name, of])),
  );
  return [...found].map(([name, of]) => ({
    tex: `${tex({ kind: 'symbol', level: 'batch', name }, { symbols })} = ${tex(of, { symbols })}`,
    meaning: glossary[name]?.meaning ?? '',
  }));
};

/** Each symbol and knob in the formula with its meaning. */
export const symbolTexts = (objective: Objective, knobs: FieldValues): readonly SymbolText[] => {
  const fields = knobsOf(objective, knobs);
  const { symbols: names } = compile(parts(objective, knobs));
  return [...names].map((name) => {
    const field = fields[name];
    const symbol = tex({ kind: 'symbol', level: 'batch', name }, { symbols: () => texOf(fields, name) });
    const isNumeric = field?.kind === 'number' || field?.kind === 'optional-number';
    if (!isNumeric) return { tex: symbol, meaning: glossary[name]?.meaning ?? '' };
    const label = labelOf(name, field);
    return { tex: symbol, meaning: field.higher === '' ? label : `${label}: higher ${field.higher}` };
  });
};
