/** TeX as KaTeX sets it, with MathML for screen readers; fetched after the first picture. */
import katex from 'katex';
import { useLayoutEffect, useRef } from 'react';
import 'katex/dist/katex.min.css';

export const TexView = ({ source }: { readonly source: string }) => {
  const box = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    // Into elements, not as markup: the content policy refuses style attributes in markup.
    if (box.current !== null)
      katex.render(source, box.current, {
        throwOnError: false,
        trust: false,
        strict: 'ignore',
        output: 'htmlAndMathml',
      });
  }, [source]);
  return <span ref={box} className="formula" />;
};
