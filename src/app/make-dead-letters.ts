import type { Directory } from '../channels/directory.ts';
import { DeadLetterDesk } from '../deadletters/close-dead-letters.ts';
import { makeTakeAgain } from '../deadletters/take-again.ts';
import type { AcceptUnits } from '../inbox/accept-units.ts';
import type { Clock } from '../shared/clock.ts';
import { parseAgain } from '../whatsapp/meta/parse-again.ts';
import type { Repositories } from './make-repositories.ts';

/** What people see of what was given up, and do with it. */
export const makeDeadLetterDesk = (
  {
    repositories: { deadLetters, audit },
    directory,
    clock,
  }: { repositories: Repositories; directory: Directory; clock: Clock },
  acceptUnits: AcceptUnits,
) => ({
  deadLetters,
  deadLetterDesk: new DeadLetterDesk({
    letters: deadLetters,
    takeAgain: makeTakeAgain({
      acceptUnits,
      tenantOf: async (phoneNumberId) => (await directory.findChannel(phoneNumberId))?.tenantId ?? null,
      parseAgain,
    }),
    note: (note) => audit.noteDeadLetter(note),
    clock,
  }),
});
