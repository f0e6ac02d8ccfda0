import { aLetterEvent } from '../support/events.ts';
import { Replay } from '../support/replay.ts';
import { newPerson, report, transcriptOf } from '../support/scenario.ts';
import { conversationScripts, demoNumbers, type ConversationScript } from '../support/script.ts';
import { simulatorPhones } from '../support/simulator-phones.ts';
import { startWorld } from '../support/world.ts';

const env = {
  ...{ POLL_INTERVAL_MS: '400', SIMULATOR: 'on', PRIVACY_NOTICE_VERSION: '1' },
  ...{ WHATSAPP_PHONE_NUMBER_ID: '', WHATSAPP_WABA_ID: '', WHATSAPP_ACCESS_TOKEN: '' },
  ...{ WHATSAPP_APP_SECRET: '', WHATSAPP_VERIFY_TOKEN: '', WHATSAPP_GRAPH_URL: '' },
};

/** Nothing but the letter that waits on the phone page is for this person. */
const acquainted = demoNumbers.get('C005-1') ?? '';

/** To its end, with people who are met for the first time: the first message to each says the notice as well. */
const atFirstContact = (script: ConversationScript): ConversationScript => {
  const end = script.steps.findIndex(
    ({ callback }) => callback !== undefined && callback !== 'contact.verification_requested',
  );
  const met = new Set<string>();
  const steps = (end === -1 ? script.steps : script.steps.slice(0, end)).map((step) => {
    if (step.sees === undefined || step.who === undefined || met.has(step.who)) return step;
    met.add(step.who);
    return { ...step, template: step.template?.replace(/(?:_first)?_v(?=\d+$)/, '_first_v') };
  });
  return { ...script, privacyNotice: true, steps };
};

describe('messages of a whole dialog at first contact, in the simulator', () => {
  it.each([
    ['letter-arabic-agreed', 3],
    ['1001-letter-forwarded-then-agreed', 5],
    ['balance-after-a-code', 4],
  ])('%s: %i messages, the first to each person with the notice', async (name, messages) => {
    const script = conversationScripts().find((one) => one.name === name)?.script;
    if (script === undefined) throw new Error(`no script ${name}`);
    const world = await startWorld({ demo: true, now: new Date(script.start).toISOString(), env });
    try {
      const phones = simulatorPhones(world, [acquainted]);
      await new Replay(world, phones, demoNumbers).play(atFirstContact(script));
      const got = (await phones.received()) ?? [];

      expect(got).toHaveLength(messages);
      for (const to of new Set(got.map((one) => one.to)))
        expect(got.find((one) => one.to === to)?.text).toContain('/privacy');
    } finally {
      await world.close();
    }
  });
});

describe('the notice of the first contact', () => {
  it('with a letter in the quiet hours: a message of its own before it, both held', async () => {
    const world = await startWorld({
      demo: true,
      now: '2026-11-23T18:00:00.000Z',
      env: { QUIET_HOURS: '20:00-09:00', PRIVACY_NOTICE_VERSION: '1' },
    });
    const person = await newPerson(world);
    await report(world, aLetterEvent({ eventId: 'night', customer: person.customerRef ?? '' }));
    expect(person.got()).toEqual([]);
    await world.turn(13 * 60 * 60_000);

    expect(person.got().map(({ template }) => template)).toEqual([
      'privacy_notice_v1',
      'recon_letter_ready_nodoc_v1',
    ]);
    await world.close();
  });

  it('with a letter by day: behind it, on record in the words that were shown; the next letter without it', async () => {
    const world = await startWorld({ demo: true, env: { PRIVACY_NOTICE_VERSION: '1' } });
    const person = await newPerson(world);
    await report(world, aLetterEvent({ eventId: 'first', customer: person.customerRef ?? '' }));
    await report(world, aLetterEvent({ eventId: 'second', customer: person.customerRef ?? '' }));
    const { body } = await world.api.get(`/v1/consents?contact=${person.contactRef}`);
    const [line] = await transcriptOf(world, person.contactRef ?? '');

    expect(person.got().map(({ template }) => template)).toEqual([
      'recon_letter_ready_nodoc_first_v1',
      'recon_letter_ready_nodoc_v1',
    ]);
    expect(body.data).toMatchObject([
      { purpose: 'privacy_notice', action: 'presented', textVersion: '1', messageId: line?.id },
    ]);
    expect(body.data[0].text).toMatch(/^Bu hatta hesabınıza ilişkin .* DUR yazabilirsiniz\.$/);
    expect(line?.text).toContain(body.data[0].text);
    await world.close();
  });
});
