import type { Role } from './queries.ts';

/** Groups of a customer's contacts that a rule may name. */
export const roles: readonly Role[] = ['approve', 'reconcile', 'invoice', 'reports', 'documents', 'owner'];
