/** Policies over three answers: a triangle for each prompt, the features behind it, and what the sign rule says. */
import type { ReactElement } from 'react';
import type { Series } from '../state/series';
import type { GivenPair } from '../worlds/world';
import type { ChartRun } from './looks';
import { Sized } from './sized';
import { Features } from './triangle-features';
import type { Feature } from './triangle-features-geometry';
import type { Field } from './triangle-field';
import { Rule } from './triangle-rule';
import { Simplex } from './triangle-simplex';
import { TriangleTable } from './triangle-table';
import type { TriangleWorld } from './triangle-world';
import './triangle.css';

export interface TrianglePictureProps {
  readonly world: TriangleWorld;
  /** In the order of the series' rows. */
  readonly runs: readonly ChartRun[];
  readonly series: Series;
  /** log π* [prompts · responses]. */
  readonly optimum: Float64Array;
  /** The run whose field is shown, and the field. */
  readonly arrows: { readonly run: number; readonly field: Field } | null;
  /** The world's own pairs as training holds them; null where pairs are drawn. */
  readonly pairs: readonly GivenPair[] | null;
  /** Whether each answer has a parameter of its own, so that features play no part. */
  readonly isTable: boolean;
  /** How far a feature may go. */
  readonly featureRange: readonly [low: number, high: number];
  /** New features of one prompt while they are moved, and once more, `final`, when they are let go. */
  readonly onFeaturesChange: (prompt: number, features: readonly Feature[], final: boolean) => void;
}

export const TrianglePicture = (props: TrianglePictureProps): ReactElement => {
  const { world, pairs, featureRange, onFeaturesChange } = props;
  return (
    <>
      <div className="triangle-prompts" data-prompts={world.prompts.length}>
        {world.prompts.map((title, prompt) => (
          <div key={title} className="triangle-prompt">
            <p className="triangle-title">{title}</p>
            <div className="triangle-policies">
              <Sized>{(width) => <Simplex {...props} prompt={prompt} width={width} />}</Sized>
            </div>
            <div className="triangle-features">
              <Sized>
                {(width) => (
                  <Features
                    {...props}
                    prompt={prompt}
                    width={width}
                    range={featureRange}
                    onChange={(features, isFinal) => onFeaturesChange(prompt, features, isFinal)}
                  />
                )}
              </Sized>
            </div>
          </div>
        ))}
      </div>
      {pairs !== null && <Rule {...props} pairs={pairs} />}
      <TriangleTable {...props} />
    </>
  );
};
