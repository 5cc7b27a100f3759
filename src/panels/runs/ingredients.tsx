/** What a run is besides its loss, in one sentence that opens to change each part of it. */
import { Fragment, useState } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { obstacleTo } from '../../experiment/run-rules';
import { type IngredientName, ingredientNames, ingredientOf, ingredients } from '../../methods';
import { ingredientById, type Ingredients as Offered } from '../../methods/ingredient';
import { phrasesOf } from '../../methods/sentence';
import type { Run } from '../../settings/experiment';
import { chooseIngredient, setIngredientParam } from '../../state/edits';
import { experimentIn } from '../../state/store';
import { ChoiceControl } from '../controls/choice-control';
import { FieldControl } from '../controls/field-control';
import { useActions, usePlayground } from '../use-playground';

interface Props {
  readonly run: Run;
  readonly index: number;
}

const labels: Readonly<Record<IngredientName, string>> = {
  draws: 'learns from',
  judge: 'judged by',
  reference: 'tied to',
};

const Control = ({ run, index, part }: Props & { readonly part: IngredientName }) => {
  const experiment = usePlayground(experimentIn);
  const { changeSetup, settle } = useActions();
  const offered: Offered = ingredients[part];
  const { id, params } = ingredientOf(run, part);
  const chosen = ingredientById(offered, id);
  return (
    <>
      <ChoiceControl
        label={labels[part]}
        options={offered.map((ingredient) => ({
          id: ingredient.id,
          text: ingredient.name,
          obstacle: obstacleTo(run, part, ingredient.id, experiment),
        }))}
        value={id}
        onChange={(other) => changeSetup(chooseIngredient(index, part, other))}
      />
      <p className="hint">{chosen?.summary}</p>
      {Object.entries(chosen?.fields ?? {}).map(([name, field]) => (
        <FieldControl
          key={name}
          name={name}
          field={field}
          value={params[name]}
          onChange={(value) =>
            changeSetup(setIngredientParam(index, part, name, value), `runs.${index}.${part}.${name}`)
          }
          onSettle={settle}
        />
      ))}
    </>
  );
};

/** The parts of the sentence; one that is not as usual is underlined, and said to be so to those who listen. */
const Sentence = ({ run }: { readonly run: Run }) => (
  <span className="sentence">
    {phrasesOf(run).map(({ part, text, differs }, i) => (
      <Fragment key={part}>
        {i === 0 ? null : '\u00a0· '}
        {differs ? (
          <em>
            {text}
            <span className="visually-hidden"> (not as usual)</span>
          </em>
        ) : (
          text
        )}
      </Fragment>
    ))}
  </span>
);

export const Ingredients = ({ run, index }: Props) => {
  const [isOpen, setOpen] = useState(false);
  return (
    <Disclosure className="run-ingredients" isExpanded={isOpen} onExpandedChange={setOpen}>
      <Heading level={4}>
        <Button slot="trigger" className="formula-button sentence-button">
          <Sentence run={run} />
          <span aria-hidden="true" className="chevron" />
        </Button>
      </Heading>
      <DisclosurePanel>
        {isOpen ? (
          <div className="ingredient-controls">
            {ingredientNames.map((part) => (
              <Control key={part} run={run} index={index} part={part} />
            ))}
          </div>
        ) : null}
      </DisclosurePanel>
    </Disclosure>
  );
};
