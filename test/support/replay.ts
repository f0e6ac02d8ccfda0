import type { Server } from 'node:http';
import request from 'supertest';
import {
  newestCode,
  registerReceiver,
  startCallbackReceiver,
  type CallbackReceiver,
} from './callback-receiver.ts';
import { fixtureEvent } from './events.ts';
import { checkPrompts, checkRecords, conversationOfContact, requestOfEvent } from './replay-checks.ts';
import { sampleFile, type SampleFile } from './sample-files.ts';
import type { ConversationScript, ScriptStep } from './script.ts';
import { digitsOf, type PhoneMessage, type ScriptedPhones } from './scripted-phones.ts';
import { waitFor, type World } from './world.ts';

const unit = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const millisecondsOf = (text: string): number =>
  Number(text.slice(0, -1)) * (unit[text.slice(-1) as keyof typeof unit] ?? 0);

const acts = ['taps', 'writes', 'types', 'edits', 'deletes', 'other', 'reacts', 'uploads'] as const;

const needsReceiver = ({ steps }: ConversationScript): boolean =>
  steps.some(({ callback, types }) => callback !== undefined || types !== undefined);

/** Plays scripts in a world; a step that does not come true throws with its number. */
export class Replay {
  readonly #world: World;
  readonly #phones: ScriptedPhones;
  /** Telephone numbers by contact reference. */
  readonly #numbers: Map<string, string>;
  readonly #seen = new Map<string, number>();
  /** The messages steps have seen, with what each is for. */
  readonly #said: { id: string; says: string }[] = [];
  /** What each person wrote last. */
  readonly #written = new Map<string, string>();
  #receiver: CallbackReceiver | null = null;

  constructor(world: World, phones: ScriptedPhones, numbers: ReadonlyMap<string, string>) {
    this.#world = world;
    this.#phones = phones;
    this.#numbers = new Map(numbers);
  }

  async play(script: ConversationScript): Promise<void> {
    await this.#begin(script);
    try {
      for (const [index, one] of script.steps.entries()) {
        try {
          await this.#step(one);
        } catch (error) {
          const told = error instanceof Error ? error.message : String(error);
          throw new Error(`step ${index + 1} (${JSON.stringify(one)}): ${told}`, { cause: error });
        }
      }
      expect(await this.#unseen()).toEqual([]);
      await checkPrompts(this.#world, this.#said);
    } finally {
      await this.#end();
    }
  }

  async #begin(script: ConversationScript): Promise<void> {
    if (!needsReceiver(script)) return;
    this.#receiver = await startCallbackReceiver();
    await registerReceiver(this.#world, this.#receiver);
  }

  async #end(): Promise<void> {
    await this.#receiver?.close();
  }

  /** What people got that no step has seen. */
  async #unseen(): Promise<string[]> {
    const all = (await this.#phones.received()).map((message) => ({
      ...message,
      who: this.#nameOf(message.to),
    }));
    return [...new Set(all.map(({ who }) => who))].flatMap((who) =>
      all
        .filter((message) => message.who === who)
        .slice(this.#seen.get(who) ?? 0)
        .map(({ text }) => `${who}: ${text}`),
    );
  }

  /** The contact with this number; the number itself for a stranger. */
  #nameOf(to: string): string {
    const found = [...this.#numbers].find(([, number]) => digitsOf(number) === digitsOf(to));
    return found?.[0] ?? `+${digitsOf(to)}`;
  }

  async #step(one: ScriptStep): Promise<void> {
    if (one.at !== undefined) await this.#turnTo(Date.parse(one.at));
    if (one.after !== undefined)
      await this.#turnTo(this.#world.clock.now().getTime() + millisecondsOf(one.after));
    if (one.customer !== undefined) await this.#store(one.customer);
    if (one.event !== undefined) await this.#report(one.event);
    await this.#act(one);
    if (one.staff !== undefined) await this.#staff(one);
    if (one.sees !== undefined) await this.#see(one);
    if (one.seesNothing) expect((await this.#next(one.who ?? ''))?.text).toBeUndefined();
    await checkRecords(this.#world, this.#receiver, one);
  }

  /** In steps of a day at most, so that what is due on the way happens on its day. */
  async #turnTo(target: number): Promise<void> {
    for (let now = this.#world.clock.now().getTime(); now < target;) {
      const part = Math.min(target - now, unit.d);
      await this.#world.turn(part);
      now += part;
    }
  }

  async #store([ref, body]: NonNullable<ScriptStep['customer']>): Promise<void> {
    const answer = await this.#world.api.put(`/v1/customers/${ref}`, body);
    if (answer.status !== 200) throw new Error(`customer refused: ${JSON.stringify(answer.body)}`);
    const { contacts } = answer.body as { contacts: { ref: string; phone: string }[] };
    for (const contact of contacts) this.#numbers.set(contact.ref, contact.phone);
  }

  async #report(event: NonNullable<ScriptStep['event']>): Promise<void> {
    const posted = typeof event === 'string' ? fixtureEvent(event) : this.#likeFixture(event);
    const answer = await this.#world.api.post('/v1/events', posted);
    expect([answer.status, answer.body]).toEqual([202, { eventId: posted.event_id }]);
    await this.#world.settle();
  }

  #likeFixture(event: Exclude<NonNullable<ScriptStep['event']>, string>): Record<string, unknown> {
    const { like, id, contact, data } = event;
    const fixture = fixtureEvent(like);
    return {
      ...fixture,
      event_id: id,
      ...(contact === undefined ? {} : { customer_id: contact.split('-')[0], contact_id: contact }),
      occurred_at: this.#world.clock.now().toISOString(),
      data: { ...(fixture.data as object), ...data },
    };
  }

  /** The world under test always serves HTTP. */
  get #server(): Server {
    return this.#world.application.server as Server;
  }

  #number(who: string): string {
    const number = who.startsWith('+') ? who : this.#numbers.get(who);
    if (number === undefined) throw new Error(`nobody is called ${who}`);
    return number;
  }

  async #got(who: string): Promise<PhoneMessage[]> {
    const digits = digitsOf(this.#number(who));
    return (await this.#phones.received()).filter(({ to }) => digitsOf(to) === digits);
  }

  async #next(who: string): Promise<PhoneMessage | undefined> {
    return (await this.#got(who))[this.#seen.get(who) ?? 0];
  }

  async #see({ who = '', sees = '', says = '', template, language, choices }: ScriptStep): Promise<void> {
    const message = await this.#waitForNext(who);
    this.#seen.set(who, (this.#seen.get(who) ?? 0) + 1);
    this.#said.push({ id: message.id, says });
    for (const piece of typeof sees === 'string' ? [sees] : sees) expect(message.text).toContain(piece);
    // What it costs hangs on it.
    expect(message.template).toBe(template ?? null);
    if (language !== undefined && message.language !== null) expect(message.language).toBe(language);
    if (choices !== undefined) expect(message.choices.map(({ title }) => title)).toEqual(choices);
  }

  /** Files are looked at in processes of their own, which the settling of the world does not wait for. */
  async #waitForNext(who: string): Promise<PhoneMessage> {
    return waitFor(
      'another message',
      async () => {
        const message = await this.#next(who);
        if (message === undefined) await this.#world.settle();
        return message;
      },
      5_000,
    );
  }

  async #waitForFiles(): Promise<void> {
    await waitFor('the check of the files', async () => {
      await this.#world.settle();
      const { body } = await this.#world.api.get('/v1/documents');
      return !(body.data as { state: string }[]).some(({ state }) => state.startsWith('pending'));
    });
    await this.#world.settle();
  }

  /** What a person does; several things at once reach us in one go. */
  async #act(one: ScriptStep): Promise<void> {
    const { who = '', taps, writes, types, sends = [], edits, other, reacts, uploads, linkAnswers } = one;
    const phone = who === '' ? '' : this.#number(who);
    if (taps !== undefined) await this.#tap(one, taps);
    if (writes !== undefined) await this.#write(one, writes);
    if (types !== undefined) await this.#write(one, await this.#code(types));
    for (const name of sends) await this.#sendFile(one, name);
    if (edits !== undefined) await this.#phones.edit(phone, this.#written.get(who) ?? '', edits);
    if (one.deletes) await this.#phones.remove(phone, this.#written.get(who) ?? '');
    if (other !== undefined) await this.#phones.sendOther(phone, other);
    if (reacts !== undefined)
      await this.#phones.react(phone, (await this.#got(who)).at(-1)?.id ?? '', reacts);
    if (uploads !== undefined) await this.#upload(who, uploads);
    if (linkAnswers !== undefined)
      expect((await request(this.#server).get(await this.#link(who))).status).toBe(linkAnswers);
    if (sends.length > 0) await this.#waitForFiles();
    else if (acts.some((act) => one[act] !== undefined)) await this.#world.settle();
  }

  async #tap({ who = '', back = 0 }: ScriptStep, title: string): Promise<void> {
    const withTitle = (await this.#got(who)).filter(({ choices }) =>
      choices.some((choice) => choice.title === title),
    );
    const message = withTitle.at(-1 - back);
    if (message === undefined) throw new Error(`no message with «${title}»`);
    await this.#phones.tap(this.#number(who), message, title);
  }

  async #write({ who = '', quotes, forwarded }: ScriptStep, text: string): Promise<void> {
    const quoted =
      quotes === undefined
        ? undefined
        : (await this.#got(who)).findLast((message) => message.text.includes(quotes));
    if (quotes !== undefined && quoted === undefined) throw new Error(`no message with «${quotes}»`);
    const how = { forwarded: forwarded === true, ...(quoted === undefined ? {} : { replyTo: quoted.id }) };
    this.#written.set(who, await this.#phones.write(this.#number(who), text, how));
  }

  async #sendFile({ who = '', caption }: ScriptStep, name: SampleFile): Promise<void> {
    const file = await sampleFile(name);
    await this.#phones.sendFile(this.#number(who), {
      ...file,
      ...(caption === undefined ? {} : { caption }),
    });
  }

  /** The newest code that was asked for; a wrong one differs from it. */
  async #code(which: NonNullable<ScriptStep['types']>): Promise<string> {
    if (this.#receiver === null) throw new Error('no business system was started');
    const code = await newestCode(this.#world, this.#receiver);
    return which === 'the code' ? code : code.replace(/./g, (digit) => String((Number(digit) + 1) % 10));
  }

  async #link(who: string): Promise<string> {
    const links = (await this.#got(who)).map(({ text }) => /\/u\/[\w-]+/.exec(text)?.[0]);
    const found = links.findLast((link) => link !== undefined);
    if (found === undefined) throw new Error('no upload link was sent');
    return found;
  }

  async #upload(who: string, names: readonly SampleFile[]): Promise<void> {
    const link = await this.#link(who);
    for (const name of names) {
      const { content, mimeType, filename = 'foto.jpg' } = await sampleFile(name);
      const answer = await request(this.#server)
        .post(`${link}/files`)
        .attach('file', content, { filename, contentType: mimeType });
      if (answer.status >= 300) throw new Error(`upload: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    expect((await request(this.#server).post(`${link}/finish`)).status).toBe(200);
  }

  async #staff(one: ScriptStep): Promise<void> {
    const { staff = '', text = '', outcome, reason } = one;
    const address = await this.#staffAddress(one);
    const answer = await this.#world.api.post(address, {
      ...(staff === 'say' ? { text } : {}),
      ...(staff === 'settle' ? { outcome } : {}),
      ...(staff === 'reject' ? { reason } : {}),
      ...(staff === 'finish task' && text !== '' ? { resolution: text } : {}),
    });
    if (answer.status >= 300) throw new Error(`${address}: ${answer.status} ${JSON.stringify(answer.body)}`);
    await this.#world.settle();
  }

  async #staffAddress({
    staff = '',
    who = '',
    request: eventId = '',
    task = '',
  }: ScriptStep): Promise<string> {
    const { api } = this.#world;
    if (['takeover', 'release', 'say'].includes(staff)) {
      const { id } = await conversationOfContact(this.#world, who);
      return `/v1/conversations/${String(id)}/${staff === 'say' ? 'messages' : staff}`;
    }
    if (staff === 'finish task') {
      const { body } = await api.get(`/v1/tasks?reason=${task}&status=open`);
      return `/v1/tasks/${String(body.data[0]?.id)}/complete`;
    }
    const { id } = await requestOfEvent(this.#world, eventId);
    if (staff !== 'accept' && staff !== 'reject') return `/v1/requests/${String(id)}/${staff}`;
    const { body } = await api.get(`/v1/documents?requestId=${String(id)}`);
    const files = body.data as { id: string; state: string }[];
    const file = files.find(({ state }) => state === 'clean' || state === 'unscanned');
    if (file === undefined) throw new Error('no file to review');
    return `/v1/documents/${file.id}/${staff}`;
  }
}
