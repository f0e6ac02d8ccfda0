import { z } from 'zod';

export const templateOutShape = z.object({ status: z.string(), reason: z.string().optional() }).meta({
  description:
    'What the account says of the template that holds it: its status and, where it said one, the reason',
});
