import { partsOf } from '../../../src/exports/read-transcript.ts';
import type { RequestId } from '../../../src/shared/ids.ts';
import { aConversation, aMessage, aRequest, tenantA } from '../../support/builders-api.ts';
import { fakePorts } from '../../support/app-ports.ts';
import { nothingHeld } from '../../support/held.ts';

describe('the transcript of a customer', () => {
  it('whose chat was another customer’s before: what was about requests of that one is left out and counted', async () => {
    const held = nothingHeld();
    const [theirs, ours] = ['req_x', 'req_c'] as RequestId[] as [RequestId, RequestId];
    held.conversations.push(aConversation({ customerRefs: ['C001'] }));
    held.requests.push(aRequest({ id: theirs, customerRef: 'X001' }), aRequest({ id: ours }));
    held.messages.push(
      aMessage({ id: 'msg_1', requestId: theirs }),
      aMessage({ id: 'msg_2', requestId: ours }),
      aMessage({ id: 'msg_3', requestId: null }),
    );
    const leftOut = { count: 0 };
    const span = { from: null, to: null };
    const read: string[] = [];
    for await (const { messages } of partsOf(fakePorts(held), tenantA, {
      ...{ span, customerRef: 'C001', leftOut },
    }))
      for await (const { id } of messages) read.push(id);

    expect([read, leftOut.count]).toEqual([['msg_2', 'msg_3'], 1]);
  });
});
