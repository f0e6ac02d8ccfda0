import type { Scope } from '../staff/permissions.ts';

/**
 * Who may call: whoever has the scope; `anybody`, also without credentials; `self`, every caller that is known, about themselves;
 * `session`, people of ours who are signed in or set their account up.
 */
export type Access = Scope | 'anybody' | 'self' | 'session';
