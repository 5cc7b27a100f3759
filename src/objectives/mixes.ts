/** The mixes, in the order they are offered. */
import { average } from './average';
import { expo } from './expo';
import type { Mix } from './mix';
import { soup } from './soup';

export const mixes: readonly Mix[] = [expo, soup, average];

const byId: ReadonlyMap<string, Mix> = new Map(mixes.map((mix) => [mix.id, mix]));

export const mixById = (id: string): Mix | undefined => byId.get(id);
