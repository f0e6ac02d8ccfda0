import { z } from 'zod';

const version1 = z.object({ value: z.unknown(), context: z.record(z.string(), z.unknown()) });

/** Version 1 knew no self-service; nothing was wanted. What is no such state is refused where it is restored. */
export const conversationFromVersion1 = (state: unknown): unknown => {
  const parsed = version1.safeParse(state);
  return parsed.success ? { ...parsed.data, context: { ...parsed.data.context, wanted: null } } : state;
};
