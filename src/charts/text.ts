/** Widths of labels, so that they can be placed without asking the browser to lay anything out. */

/** Width in pixels of a text at this font size. */
export type Measure = (text: string, size: number) => number;

/** Measures as bold in the page's own face. */
export const pageMeasure = (): Measure => {
  const context = document.createElement('canvas').getContext('2d');
  const family = getComputedStyle(document.body).fontFamily;
  return (text, size) => {
    if (context === null) return text.length * size * 0.6;
    context.font = `600 ${size}px ${family}`;
    return context.measureText(text).width;
  };
};

/** The text, or as much of it as fits in `room` with an ellipsis. */
export const truncated = (text: string, room: number, widthOf: (text: string) => number): string => {
  if (widthOf(text) <= room) return text;
  const characters = [...text];
  while (characters.length > 1 && widthOf(`${characters.join('').trimEnd()}…`) > room) characters.pop();
  return `${characters.join('').trimEnd()}…`;
};

/** Share of a picture's width that one name in it may take. */
const nameShare = 0.4;
/** Pixels that no name in a picture needs more than. */
const widestName = 170;

/** Names as a picture of this width can show them. */
export const shortNames = (
  names: readonly string[],
  width: number,
  widthOf: (text: string) => number,
): readonly string[] => names.map((name) => truncated(name, Math.min(width * nameShare, widestName), widthOf));
