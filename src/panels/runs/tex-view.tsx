/** TeX as KaTeX sets it, with MathML for screen readers; fetched after the first picture. */
import katex from 'katex';
import 'katex/dist/katex.min.css';

const markupOf = (source: string): string =>
  katex.renderToString(source, { throwOnError: false, trust: false, strict: 'ignore', output: 'htmlAndMathml' });

export const TexView = ({ source }: { readonly source: string }) => (
  // KaTeX’s own output, which escapes its input; trust is off.
  <span className="formula" dangerouslySetInnerHTML={{ __html: markupOf(source) }} />
);
