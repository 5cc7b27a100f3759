/** A run's colour and dash pattern as a short line. */
import type { Look } from '../../charts/looks';

export const Swatch = ({ look }: { readonly look: Look }) => (
  <svg className="swatch" viewBox="0 0 28 8" aria-hidden="true">
    <line x1="1" x2="27" y1="4" y2="4" stroke={look.color} strokeDasharray={look.dash} strokeWidth="3" />
  </svg>
);
