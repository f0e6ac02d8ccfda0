import { Replay } from '../support/replay.ts';
import { conversationScripts, demoNumbers } from '../support/script.ts';
import { simulatorPhones } from '../support/simulator-phones.ts';
import { startWorld } from '../support/world.ts';

/** A letter waits for C005 on the phone page from the start. */
const waiting = demoNumbers.get('C005-1') ?? '';

/** One of each kind of dialog, none of them with C005. */
const played = new Set([
  '1001-letter-forwarded-then-agreed',
  '1010-approval-deferred-then-approved',
  '1012-signature-circular-by-link',
  '1018-payment-receipt',
  '1020-deadline-reaction-then-answer',
  'balance-after-a-code',
]);
const scripts = conversationScripts().filter(({ name }) => played.has(name));

/** The simulator is the platform: everything goes through its Graph API and its webhooks, as after `npm start`. */
const env = {
  POLL_INTERVAL_MS: '400',
  SIMULATOR: 'on',
  WHATSAPP_PHONE_NUMBER_ID: '',
  WHATSAPP_WABA_ID: '',
  WHATSAPP_ACCESS_TOKEN: '',
  WHATSAPP_APP_SECRET: '',
  WHATSAPP_VERIFY_TOKEN: '',
  WHATSAPP_GRAPH_URL: '',
};

describe('conversations on the phone page of the simulator', () => {
  it('are all there', () => {
    expect(scripts).toHaveLength(played.size);
  });

  it.each(scripts)('$name: the same conversation as through the platform', async ({ script }) => {
    const world = await startWorld({ demo: true, now: new Date(script.start).toISOString(), env });
    try {
      await new Replay(world, simulatorPhones(world, [waiting]), demoNumbers).play(script);
    } finally {
      await world.close();
    }
  });
});
