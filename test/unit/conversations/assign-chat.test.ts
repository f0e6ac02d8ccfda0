import { assignChat, assignIfNobodys, noAssignment } from '../../../src/conversations/assign-chat.ts';
import { PreconditionFailed } from '../../../src/shared/errors.ts';
import type { ConversationId } from '../../../src/shared/ids.ts';
import { startOfTests, tenantA } from '../../support/builders-api.ts';
import { fakePorts } from '../../support/app-ports.ts';
import { nothingHeld } from '../../support/held.ts';

const conversationId = 'cnv_1' as ConversationId;
const wish = { tenantId: tenantA, conversationId, by: 'staff:stf_1' };

/** A chat that is this one's, at revision 3; null: it was never anybody's. */
const chatOf = (assignee: string | null) => {
  const held = nothingHeld();
  if (assignee !== null)
    held.assignments.push({ ...noAssignment(tenantA, conversationId), assignee, rev: 3 });
  return { held, parts: fakePorts(held) };
};
const isThere = async (id: string): Promise<boolean> => id !== 'stf_gone';

describe('a chat that somebody takes over', () => {
  it.each([
    ['nobody’s', null, 'stf_1', 1],
    ['a former colleague’s', 'stf_gone', 'stf_1', 4],
  ])('and that is %s: theirs from then on', async (_case, before, assignee, rev) => {
    const { held, parts } = chatOf(before);
    await assignIfNobodys(parts, wish, 'stf_1', isThere);

    expect(held.assignments).toEqual([{ ...wish, assignee, rev, at: startOfTests }]);
  });

  it('again, where the process died before the line for the audit log: it is written, by who did it then', async () => {
    const { held, parts } = chatOf('stf_1');
    await assignIfNobodys(parts, { ...wish, by: 'staff:stf_1' }, 'stf_1', isThere);

    expect(held.assignments).toMatchObject([{ assignee: 'stf_1', rev: 3 }]);
    expect(held.assignmentsNoted).toEqual(['chat.assigned cnv_1@3 stf_1 system']);
  });

  it('and that is a colleague’s: stays theirs', async () => {
    const { held, parts } = chatOf('stf_2');
    await assignIfNobodys(parts, wish, 'stf_1', isThere);

    expect(held.assignments).toMatchObject([{ assignee: 'stf_2', rev: 3 }]);
  });
});

describe('a chat that is given to somebody', () => {
  it('who has it already, by whoever saw an older revision: nothing changes and nothing fails', async () => {
    const { held, parts } = chatOf('stf_2');

    expect((await assignChat(parts, { ...wish, seen: 1 }, 'stf_2')).rev).toBe(3);
    expect(held.assignments).toMatchObject([{ assignee: 'stf_2', rev: 3 }]);
  });

  it('by whoever saw an older revision: refused, and whose it is stays', async () => {
    const { held, parts } = chatOf('stf_2');

    await expect(assignChat(parts, { ...wish, seen: 2 }, 'stf_1')).rejects.toBeInstanceOf(PreconditionFailed);
    expect(held.assignments).toMatchObject([{ assignee: 'stf_2', rev: 3 }]);
  });
});
