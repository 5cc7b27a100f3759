/** A figure that tells what it holds how wide it may be, once that is known. */
import { type ReactElement, useRef } from 'react';
import { useWidth } from './use-width';
import './looks.css';
import './charts.css';

export const Sized = ({ children }: { readonly children: (width: number) => ReactElement }): ReactElement => {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  return (
    <figure className="chart">
      <div ref={box} className="chart-box">
        {width > 0 && children(width)}
      </div>
    </figure>
  );
};
