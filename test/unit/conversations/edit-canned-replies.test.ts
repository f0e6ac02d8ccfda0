import { mostReplies } from '../../../src/conversations/canned-reply.ts';
import {
  changeCannedReply,
  makeCannedReply,
  removeCannedReply,
} from '../../../src/conversations/edit-canned-replies.ts';
import { fakeClock } from '../../support/app-ports.ts';
import { tenantA } from '../../support/builders-api.ts';
import { nothingHeld, type Held } from '../../support/held.ts';
import { aCannedReply, replyPorts } from '../../support/reply-ports.ts';

const words = { title: 'Selam', shortcut: 'selam', texts: { tr: 'Merhaba' } };
const edit = { tenantId: tenantA, id: 'rpl_new', by: 'staff:stf_1' };

const holding = (
  count: number,
): [Held, ReturnType<typeof replyPorts> & { clock: ReturnType<typeof fakeClock> }] => {
  const held = nothingHeld();
  held.cannedReplies = Array.from({ length: count }, (_, at) =>
    aCannedReply({ id: `rpl_${at}`, shortcut: `s-${at}` }),
  );
  return [held, { ...replyPorts(held), clock: fakeClock() }];
};

describe('canned replies', () => {
  it('one fewer than there may be: one more is made, the next is refused and not on record', async () => {
    const [held, parts] = holding(mostReplies - 1);
    await makeCannedReply(parts, edit, words);
    const next = makeCannedReply(parts, { ...edit, id: 'rpl_next' }, { ...words, shortcut: 'baska' });

    await expect(next).rejects.toMatchObject({ code: 'too_many_replies' });
    expect(held.cannedReplies).toHaveLength(mostReplies);
    expect(held.replyNotes).toEqual(['made rpl_new staff:stf_1']);
  });

  it('as many as there may be: each can be changed and deleted, and the same order again is answered', async () => {
    const [held, parts] = holding(mostReplies);
    const changed = await changeCannedReply(parts, { ...edit, id: 'rpl_0' }, 1, words);
    const again = await makeCannedReply(parts, { ...edit, id: 'rpl_1' }, words);
    await removeCannedReply(parts, { ...edit, id: 'rpl_2' }, 1);

    expect([changed.rev, changed.shortcut, again]).toEqual([2, 'selam', held.cannedReplies[1]]);
    expect(held.cannedReplies).toHaveLength(mostReplies - 1);
  });

  it('made again under the id of one that was deleted: a revision of before is none of it', async () => {
    const [, parts] = holding(0);
    const { rev } = await makeCannedReply(parts, edit, words);
    await removeCannedReply(parts, edit, rev);
    parts.clock.set(new Date(parts.clock.now().getTime() + 60_000));
    const made = await makeCannedReply(parts, edit, words);

    expect(made.rev).toBeGreaterThan(rev);
    await expect(removeCannedReply(parts, edit, rev)).rejects.toMatchObject({ code: 'precondition_failed' });
  });
});
