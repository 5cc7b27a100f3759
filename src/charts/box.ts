/** Places in a picture, in pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The edges of a picture's plot. */
export interface Box {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}
