import { conversationParts, playConversation } from '../support/play-conversations.ts';

describe('conversations of the demo tenant, day by day', () => {
  it.each(conversationParts().fromG)(
    '$name: everything said and recorded is as its script says',
    async ({ script }) => playConversation(script),
  );
});
