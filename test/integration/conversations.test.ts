import events from '../../fixtures/demo/events.json' with { type: 'json' };
import { Replay } from '../support/replay.ts';
import { conversationScripts, demoNumbers } from '../support/script.ts';
import { webhookPhones } from '../support/scripted-phones.ts';
import { startWorld } from '../support/world.ts';

describe('conversations of the demo tenant, day by day', () => {
  it('begin with every event of the fixtures', () => {
    const reported = new Set(
      conversationScripts().flatMap(({ script }) =>
        script.steps.flatMap(({ event }) => (typeof event === 'object' ? [event.id] : (event ?? []))),
      ),
    );
    expect(events.map(({ event_id: id }) => id).filter((id) => !reported.has(id))).toEqual([]);
  });

  it.each(conversationScripts())(
    '$name: everything said and recorded is as its script says',
    async ({ script }) => {
      const world = await startWorld({
        now: new Date(script.start).toISOString(),
        // The replay itself lets happen what is due; only callbacks are left to the loops.
        env: { PRIVACY_NOTICE_VERSION: script.privacyNotice ? '1' : 'off', POLL_INTERVAL_MS: '400' },
      });
      try {
        await new Replay(world, webhookPhones(world), demoNumbers).play(script);
      } finally {
        await world.close();
      }
    },
  );
});
