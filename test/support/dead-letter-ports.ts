import type { ApiPorts } from '../../src/api/api-routes.ts';
import { DeadLetterDesk } from '../../src/deadletters/close-dead-letters.ts';
import { aboutNothing, deadLetterIdOf, type DeadLetter } from '../../src/deadletters/dead-letter.ts';
import type { DeadLetterRepository } from '../../src/deadletters/dead-letter.repository.ts';
import type { Clock } from '../../src/shared/clock.ts';
import { startOfTests, tenantA } from './builders-api.ts';
import { paged, put, type Held } from './held.ts';

export const aDeadLetter = (changes: Partial<DeadLetter> = {}): DeadLetter => ({
  id: deadLetterIdOf('callback', 't_a:msg_1'),
  tenantId: tenantA,
  kind: 'callback',
  state: 'dead',
  reason: 'attempts_exhausted',
  givenUpAt: startOfTests,
  attempts: 10,
  replays: 0,
  closedAt: null,
  subject: { ...aboutNothing, callbackId: 'msg_1', endpoint: 'erp', type: 'request.closed' },
  isForCompliance: false,
  ...changes,
});

/** Over plain arrays: enough to see shapes, refusals and who may what. */
export const deadLetterPorts = (
  held: Held,
  clock: Clock,
): Pick<ApiPorts, 'deadLetters' | 'deadLetterDesk'> => {
  const find: DeadLetterRepository['find'] = async (tenantId, id) =>
    held.deadLetters.find((one) => one.tenantId === tenantId && one.id === id) ?? null;
  const close =
    (state: 'replayed' | 'dropped'): DeadLetterRepository['drop'] =>
    async (tenantId, id, closedAt) => {
      const known = await find(tenantId, id);
      if (known?.state !== 'dead') return false;
      const replays = known.replays + (state === 'replayed' ? 1 : 0);
      put(held.deadLetters, { ...known, state, closedAt, replays }, (other) => other === known);
      return true;
    };
  const letters: DeadLetterRepository = {
    find,
    list: async (tenantId, { withCompliance, ...filter }, page) =>
      paged(
        held.deadLetters.filter(
          (one) =>
            one.tenantId === tenantId &&
            one.state === 'dead' &&
            (filter.kind === undefined || one.kind === filter.kind) &&
            (filter.reason === undefined || one.reason === filter.reason) &&
            (filter.from === undefined || one.givenUpAt >= filter.from) &&
            (filter.to === undefined || one.givenUpAt < filter.to) &&
            (withCompliance || !one.isForCompliance),
        ),
        ({ id }) => id,
        page,
      ),
    keptInput: async (_tenantId, id) =>
      held.unreadable.includes(id)
        ? { kind: 'unrecognised', raw: '{}', receivedAt: startOfTests }
        : held.readable.includes(id)
          ? { kind: 'unrecognised', raw: '{"readable":1}', receivedAt: startOfTests }
          : null,
    replay: close('replayed'),
    drop: close('dropped'),
    count: async () => held.deadLetters.length,
  };
  return {
    deadLetters: letters,
    deadLetterDesk: new DeadLetterDesk({
      letters,
      takeAgain: async (_tenantId, kept) =>
        kept.kind === 'unrecognised' && kept.raw === '{}'
          ? null
          : async () => void held.deadLetterNotes.push('taken'),
      note: async ({ letterId, what, by, because = '' }) => {
        held.deadLetterNotes.push([what, letterId, by, because].join(' ').trim());
      },
      clock,
    }),
  };
};
