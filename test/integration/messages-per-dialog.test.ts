import { readFileSync } from 'node:fs';
import { aLetterEvent } from '../support/events.ts';
import { Replay } from '../support/replay.ts';
import { newPerson, report, transcriptOf } from '../support/scenario.ts';
import { conversationScripts, demoNumbers, type ConversationScript } from '../support/script.ts';
import { simulatorPhones } from '../support/simulator-phones.ts';
import { startWorld } from '../support/world.ts';

/** A letter waits for C005 on the phone page from the start. */
const waiting = demoNumbers.get('C005-1') ?? '';

const env = {
  ...{ POLL_INTERVAL_MS: '400', SIMULATOR: 'on', PRIVACY_NOTICE_VERSION: '1' },
  ...{ WHATSAPP_PHONE_NUMBER_ID: '', WHATSAPP_WABA_ID: '', WHATSAPP_ACCESS_TOKEN: '' },
  ...{ WHATSAPP_APP_SECRET: '', WHATSAPP_VERIFY_TOKEN: '', WHATSAPP_GRAPH_URL: '' },
};

/** Rows of the table: script, messages before and now. */
const rows = [
  ...readFileSync('docs/messages.md', 'utf8').matchAll(/^\| `([\w-]+)` \|[^|]+\| (\d+) \| (\d+) \|$/gm),
].map(([, name = '', before, now]) => ({ name, before: Number(before), now: Number(now) }));

/** To its end, with people who are met for the first time: the first message to each says the notice as well. */
const atFirstContact = (script: ConversationScript): ConversationScript => {
  const end = script.steps.findIndex(({ callback }) => callback !== undefined);
  const met = new Set<string>();
  const steps = (end === -1 ? script.steps : script.steps.slice(0, end)).map((step) => {
    if (step.sees === undefined || step.who === undefined || met.has(step.who)) return step;
    met.add(step.who);
    return { ...step, template: step.template?.replace(/_v(?=\d+$)/, '_first_v') };
  });
  return { ...script, privacyNotice: true, steps };
};

describe('messages of a whole dialog, in the simulator', () => {
  it('the table: names scripts that are there', () => {
    const known = conversationScripts().map(({ name }) => name);
    expect(rows.length).toBeGreaterThanOrEqual(6);
    expect(rows.filter(({ name }) => !known.includes(name))).toEqual([]);
  });

  it.each(rows)(
    '$name: $now messages, the notice of $before is in the first',
    async ({ name, before, now }) => {
      const script = conversationScripts().find((one) => one.name === name)?.script;
      if (script === undefined) throw new Error(`no script ${name}`);
      const world = await startWorld({ now: new Date(script.start).toISOString(), env });
      try {
        const phones = simulatorPhones(world, [waiting]);
        await new Replay(world, phones, demoNumbers).play(atFirstContact(script));
        const got = (await phones.received()) ?? [];
        const people = new Set(got.map(({ to }) => to));

        expect(got).toHaveLength(now);
        // A message of its own for each of them, before.
        expect(now + people.size).toBe(before);
        for (const to of people) expect(got.find((one) => one.to === to)?.text).toContain('/privacy');
      } finally {
        await world.close();
      }
    },
  );
});

describe('the notice of the first contact', () => {
  it('with a letter in the quiet hours: a message of its own before it, both held', async () => {
    const world = await startWorld({
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
    const world = await startWorld({ env: { PRIVACY_NOTICE_VERSION: '1' } });
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
