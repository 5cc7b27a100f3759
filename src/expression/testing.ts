/** What texts are made of in tests. */
import fc from 'fast-check';

const surrogates = { first: 0xd800, count: 0x800 };

/**
 * Each character that Unicode has, for `fc.string({ unit })`. The library's own unit of that name writes down all million of
 * them before the first text is made, which takes longer than the tests.
 */
export const anyCharacter = fc
  .integer({ min: 0, max: 0x10ffff - surrogates.count })
  .map((place) => String.fromCodePoint(place < surrogates.first ? place : place + surrogates.count));
