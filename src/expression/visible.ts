/** Typed or linked text as a message may show it. */

/** Control, format and separator characters: they hide, or turn the direction of the text around them. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** The text with every mark that is not seen, such as one that reverses what follows, spelt out: ⟨U+202E⟩. */
export const visible = (text: string): string =>
  text.replace(unseen, (mark) => `⟨U+${(mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`);
