/** The world: which one, and its numbers. */
import { chooseWorld } from '../../state/edits';
import { experimentIn } from '../../state/store';
import { worldById, worlds } from '../../worlds';
import { ChoiceControl } from '../controls/choice-control';
import { useActions, usePlayground } from '../use-playground';
import { Params } from './params';

const options = worlds.map(({ id, name }) => ({ id, text: name }));

export const WorldSettings = () => {
  const id = usePlayground((state) => experimentIn(state).world.id);
  const { change } = useActions();
  const world = worldById(id);
  if (world === undefined) return null;
  return (
    <>
      <ChoiceControl label="world" options={options} value={id} onChange={(chosen) => change(chooseWorld(chosen))} />
      <p className="hint">{world.summary}</p>
      <Params part="world" fields={world.fields} />
    </>
  );
};
