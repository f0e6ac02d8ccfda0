import type { Shape } from '../../../api/shapes.ts';

type Role = Shape<'Staff'>['role'];

/** From the one who may most to the one who may least. */
export const roles = ['owner', 'admin', 'accountant', 'clerk', 'compliance', 'auditor'] as const;

const ofAdmin: readonly Role[] = ['admin', 'accountant', 'clerk', 'auditor'];

/** Roles somebody of this role gives, takes away and resets (docs/permissions.md); the API refuses the others in any case. */
export const appointedBy = (role: string | null): readonly Role[] => {
  if (role === 'owner') return roles;
  return role === 'admin' ? ofAdmin : [];
};
