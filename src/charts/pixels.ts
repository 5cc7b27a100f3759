/** Places as attributes of SVG elements, to a tenth of a pixel. */
import type { Point } from './box';

const tenth = (pixels: number): number => Math.round(pixels * 10) / 10;

/** A transform that moves the origin there. */
export const translate = (to: Point): string => `translate(${tenth(to.x)} ${tenth(to.y)})`;

/** Puts a text or a dot there; `null` leaves nothing to move. */
export const moveTo = (element: Element | null | undefined, { x, y }: Point): void => {
  const [across, down] = element?.nodeName.toLowerCase() === 'circle' ? ['cx', 'cy'] : ['x', 'y'];
  element?.setAttribute(across, String(tenth(x)));
  element?.setAttribute(down, String(tenth(y)));
};
