import { Replay } from './replay.ts';
import { conversationScripts, demoNumbers, type ConversationScript } from './script.ts';
import { webhookPhones } from './scripted-phones.ts';
import { startWorld } from './world.ts';

/** Plays one script in a world of its own; rejects where something said or recorded is not as the script says. */
export const playConversation = async (script: ConversationScript): Promise<void> => {
  const world = await startWorld({
    demo: true,
    now: new Date(script.start).toISOString(),
    // The replay itself lets happen what is due; only callbacks are left to the loops.
    env: { PRIVACY_NOTICE_VERSION: script.privacyNotice ? '1' : 'off', POLL_INTERVAL_MS: '400' },
  });
  try {
    await new Replay(world, webhookPhones(world), demoNumbers).play(script);
  } finally {
    await world.close();
  }
};

/** In three parts, so that no worker of the test run is left with all of them: events by number, names to `f`, names from `g`. */
export const conversationParts = () => {
  const scripts = conversationScripts();
  return {
    events: scripts.filter(({ name }) => /^\d/.test(name)),
    toF: scripts.filter(({ name }) => /^[a-f]/i.test(name)),
    fromG: scripts.filter(({ name }) => /^[^\da-f]/i.test(name)),
  };
};
