import { z } from 'zod';

const version1 = z.object({
  value: z.union([z.string(), z.record(z.string(), z.unknown())]),
  context: z.record(z.string(), z.unknown()),
});

/**
 * Version 1 knew one person, no correction and no states around the open ones. What is no such state is left as it is, and
 * refused where it is restored.
 */
export const approvalFromVersion1 = (state: unknown): unknown => {
  const parsed = version1.safeParse(state);
  if (!parsed.success) return state;
  const { value, context } = parsed.data;
  const added = { fourEyes: null, hasApproved: false, questionOpen: false, isOver: false };
  return { value: { open: value }, context: { ...context, ...added } };
};
