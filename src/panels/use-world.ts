/** The world of the experiment, built once for all parts of the page that need it. */
import { experimentIn } from '../state/store';
import { worldById } from '../worlds';
import type { World } from '../worlds/world';
import { usePlayground } from './use-playground';

let built: { readonly id: string; readonly params: object; readonly world: World } | null = null;

/** The same object as long as world and parameters are; some worlds take milliseconds to enumerate. */
export const useWorld = (): World => {
  const { id, params } = usePlayground((state) => experimentIn(state).world);
  if (built === null || built.id !== id || built.params !== params) {
    const definition = worldById(id);
    if (definition === undefined) throw new RangeError(`No world is called ${JSON.stringify(id)}.`);
    built = { id, params, world: definition.build(params) };
  }
  return built.world;
};
