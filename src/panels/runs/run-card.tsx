/** One run: its look, name and reward now, its formula, its knobs, and what can be done with it. */
import { memo, useState } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading, Menu, MenuItem, MenuTrigger } from 'react-aria-components';
import { lookOf } from '../../charts/looks';
import { methodOf } from '../../methods';
import { entryById, knobsOf } from '../../objectives';
import type { Objective } from '../../objectives/define';
import type { Mix } from '../../objectives/mix';
import { trainedRuns } from '../../objectives/mix-shares';
import type { Run } from '../../settings/experiment';
import { type Field, type Fields, isOptional } from '../../settings/fields';
import { labelOf } from '../../settings/label';
import { fixedText } from '../../settings/number-text';
import { changeMethod, duplicateRun, setKnob } from '../../state/edits';
import { removeRun } from '../../state/setup';
import { experimentIn } from '../../state/store';
import { FieldControl } from '../controls/field-control';
import { Overlay } from '../controls/overlay';
import { useActions, usePlayground, useSeries } from '../use-playground';
import { Formula } from './formula';
import { FormulaCard } from './formula-card';
import { formulaTex } from './formula-text';
import { Ingredients } from './ingredients';
import { ObjectivePicker } from './objective-picker';
import { RunChoice } from './run-choice';
import { Swatch } from './swatch';

interface Props {
  readonly run: Run;
  readonly index: number;
  readonly look: number;
  readonly name: string;
  readonly canRemove: boolean;
  readonly canAdd: boolean;
}

/** The objective's own knobs come first; optional ones, common ones and what exceeds three wait behind “more knobs”. */
const mostKnobsShown = 3;

const canBeOff = (field: Field | undefined): boolean => field !== undefined && isOptional(field);

const splitKnobs = (
  entry: Objective | Mix,
  knobs: Fields,
): readonly [shown: readonly string[], more: readonly string[]] => {
  const common = new Set(Object.keys(knobsOf(entry, {})).filter((name) => !(name in entry.knobs)));
  const names = Object.keys(knobs);
  const shown = names
    .filter((name) => !canBeOff(knobs[name]) && (!common.has(name) || entry.id === 'custom'))
    .slice(0, mostKnobsShown);
  return [shown, names.filter((name) => !shown.includes(name))];
};

/** E[r] at the newest step; follows the store’s reports, five times a second, also of step 0. */
const RewardNow = ({ index, color }: { readonly index: number; readonly color: string }) => {
  usePlayground((state) => state.engine);
  const reward = useSeries().last('reward', index);
  return (
    <output className="reward-now" style={{ color }} aria-label="Expected reward now">
      E[r] {fixedText(reward, 2)}
    </output>
  );
};

const FrozenNotice = ({ index }: { readonly index: number }) => {
  const frozen = usePlayground((state) => state.engine.frozen[index] ?? null);
  if (frozen === null) return null;
  return (
    <p className="frozen" role="status">
      Stopped at step {frozen.step}: {frozen.reason}
    </p>
  );
};

const setCount = (run: Run, names: readonly string[]): number =>
  names.filter((name) => run.knobs[name] !== undefined).length;

/** Drawn anew only when something about this very run changes. */
export const RunCard = memo(({ run, index, look, name, canRemove, canAdd }: Props) => {
  const { changeSetup, settle } = useActions();
  /** Another trained run, which a mix in its place could be made of. */
  const canMix = usePlayground((state) => trainedRuns(experimentIn(state).runs).some((other) => other !== index));
  const [hasMore, setMore] = useState(false);
  /** The objective whose card is open: another one in its place starts closed. */
  const [explained, setExplained] = useState<string | null>(null);
  const isExplained = explained === run.objective;
  const entry = entryById(run.objective);
  if (entry === undefined) return null;
  const method = methodOf(run) ?? entry;
  const knobs = knobsOf(entry, run.knobs);
  const [shown, more] = splitKnobs(entry, knobs);
  const optionalSet = setCount(
    run,
    more.filter((knob) => canBeOff(knobs[knob])),
  );
  const runKnobs = entry.kind === 'mix' ? entry.runKnobs : [];
  const control = (knob: string) => {
    const field = knobs[knob];
    if (field !== undefined && runKnobs.includes(knob)) {
      return (
        <RunChoice
          key={knob}
          label={labelOf(knob, field)}
          value={Number(run.knobs[knob])}
          onChange={(number) => changeSetup(setKnob(index, knob, number))}
        />
      );
    }
    return field === undefined ? null : (
      <FieldControl
        key={knob}
        name={knob}
        field={field}
        value={run.knobs[knob]}
        onChange={(value) => changeSetup(setKnob(index, knob, value), `runs.${index}.${knob}`)}
        onSettle={settle}
      />
    );
  };
  return (
    <li className="run">
      <div className="run-head">
        <Swatch look={lookOf(look)} />
        <div className="run-title">
          <h3>
            <ObjectivePicker
              className="run-name"
              label={`${name}: choose another objective`}
              canMix={canMix}
              onPick={(id) => changeSetup(changeMethod(index, id))}
            >
              {name}
              <span aria-hidden="true" className="chevron" />
            </ObjectivePicker>
          </h3>
          {method.evidence === 'reconstruction' ? <span className="tag">reconstruction</span> : null}
        </div>
        <RewardNow index={index} color={lookOf(look).color} />
        <MenuTrigger>
          <Button className="icon-button" aria-label={`${name}: duplicate or remove`}>
            <span aria-hidden="true">⋯</span>
          </Button>
          <Overlay placement="bottom end">
            <Menu
              className="menu"
              disabledKeys={[...(canRemove ? [] : ['remove']), ...(canAdd ? [] : ['duplicate'])]}
              onAction={(action) =>
                changeSetup(action === 'remove' ? (setup) => removeRun(setup, index) : duplicateRun(index))
              }
            >
              <MenuItem id="duplicate" className="menu-item">
                Duplicate
              </MenuItem>
              <MenuItem id="remove" className="menu-item">
                Remove
              </MenuItem>
            </Menu>
          </Overlay>
        </MenuTrigger>
      </div>
      <Disclosure
        className="run-formula"
        isExpanded={isExplained}
        onExpandedChange={(isOpen) => setExplained(isOpen ? run.objective : null)}
      >
        <Heading level={4}>
          <Button slot="trigger" className="formula-button" aria-label={`About ${method.name}`}>
            <Formula source={formulaTex(entry, run.knobs)} plain={entry.name} />
            <span aria-hidden="true" className="chevron" />
          </Button>
        </Heading>
        <DisclosurePanel>{isExplained ? <FormulaCard entry={entry} run={run} /> : null}</DisclosurePanel>
      </Disclosure>
      {entry.kind === 'mix' ? (
        <p className="sentence-button sentence">nothing of it is trained</p>
      ) : (
        <Ingredients run={run} index={index} />
      )}
      <FrozenNotice index={index} />
      {shown.map(control)}
      {hasMore ? more.map(control) : null}
      {more.length === 0 ? null : (
        <Button className="text-button" aria-expanded={hasMore} onPress={() => setMore(!hasMore)}>
          {hasMore ? 'Fewer knobs' : `More knobs${optionalSet > 0 ? ` (${optionalSet} on)` : ''}`}
        </Button>
      )}
    </li>
  );
});
