/** What moves in an SVG, written past React: attributes, and places to a tenth of a pixel. */
import type { Point } from './box';

type Drawn = Element | null | undefined;

/** Sets an attribute where its value changes: a browser lays out and paints anew even for the value that is there. */
export const put = (element: Drawn, attribute: string, value: string): void => {
  if (element && element.getAttribute(attribute) !== value) element.setAttribute(attribute, value);
};

/** Shows a part of the drawing or hides it, which leaves its place as it is. */
export const show = (element: Drawn, isShown: boolean): void =>
  put(element, 'visibility', isShown ? 'visible' : 'hidden');

const tenth = (pixels: number): number => Math.round(pixels * 10) / 10;

/** A transform that moves the origin there. */
export const translate = (to: Point): string => `translate(${tenth(to.x)} ${tenth(to.y)})`;

/** Puts a text or a dot there, by a transform: other ways to move a text lay it out anew. */
export const moveTo = (element: Drawn, to: Point): void => put(element, 'transform', translate(to));
