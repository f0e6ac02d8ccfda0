import events from '../../fixtures/demo/events.json' with { type: 'json' };
import { conversationParts, playConversation } from '../support/play-conversations.ts';
import { conversationScripts } from '../support/script.ts';

describe('conversations of the demo tenant, day by day', () => {
  it('begin with every event of the fixtures', () => {
    const reported = new Set(
      conversationScripts().flatMap(({ script }) =>
        script.steps.flatMap(({ event }) => (typeof event === 'object' ? [event.id] : (event ?? []))),
      ),
    );
    expect(events.map(({ event_id: id }) => id).filter((id) => !reported.has(id))).toEqual([]);
  });

  it('are played in three parts: each script in exactly one', () => {
    const played = Object.values(conversationParts()).flatMap((part) => part.map(({ name }) => name));

    expect(played.sort()).toEqual(
      conversationScripts()
        .map(({ name }) => name)
        .sort(),
    );
  });

  it.each(conversationParts().events)(
    '$name: everything said and recorded is as its script says',
    async ({ script }) => playConversation(script),
  );
});
