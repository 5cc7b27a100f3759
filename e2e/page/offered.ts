/** What the page has to offer, loaded by the tests that ask: to know which tests there are takes a second or two less without. */
export const offered = {
  objectives: () => import('../../src/objectives'),
  methods: () => import('../../src/methods'),
  map: () => import('../../src/methods/map'),
  worlds: () => import('../../src/worlds'),
};
