import { maskedNumbers, wholeNumbers, type NumberSight } from '../customers/masked-number.ts';
import { permits } from '../staff/permissions.ts';
import type { Principal } from './principal.ts';

/** How a caller is shown telephone and tax numbers: programs whole, people masked until they ask for them (ADR 0077). */
export const sightOf = ({ kind }: Principal): NumberSight =>
  kind === 'staff' ? maskedNumbers : wholeNumbers;

/** The same in a file that is taken out, which is on record by itself: whole for whoever may see whole numbers. */
export const sightInFiles = (principal: Principal): NumberSight =>
  permits(principal.scopes, 'customers:reveal') ? wholeNumbers : sightOf(principal);
