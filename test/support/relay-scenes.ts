import request from 'supertest';
import type { CallbackReceiver } from './callback-receiver.ts';
import type { CallName } from './dying-process.ts';
import { anApprovalEvent, fixtureEvent } from './events.ts';
import type { MockBehaviour } from './mock-graph.ts';
import { sampleFile } from './sample-files.ts';
import { newPeople, personAt, type Person } from './scenario.ts';
import { waitFor } from './wait-for.ts';
import type { World } from './world.ts';

/** What a test brings about, in front of the one call in which a process will die. */
export interface Scene {
  people: readonly Person[];
  /** The last thing that happens; given to the process that dies. */
  act(world: World): Promise<unknown>;
}

/** One moment in which a process dies. */
export interface DeathPoint {
  call: CallName;
  /** The how-manieth such call. */
  nth: number;
  moment: 'before' | 'after';
  /** The platform has the message and nobody could note it: after a while it is sent once more (reliability C). */
  isSentAgain?: boolean;
}

export interface RelayScene {
  title: string;
  /** Writes whose process dies right before and right after them; a number: the how-manieth such call. */
  points: readonly (CallName | readonly [CallName, number] | DeathPoint)[];
  prepare(world: World, run: string, receiver: CallbackReceiver): Promise<Scene>;
  /** What takes more than a moment is spoken of meanwhile (ADR 0066), and until another process goes on it may be more. */
  mayTakeLonger?: true;
}

/** The same person, seen by another process. */
const at = (world: World, { phone, customerRef, contactRef }: Person): Person =>
  personAt(world, phone, { customerRef: customerRef ?? '', contactRef: contactRef ?? '' });

const post = async (world: World, event: object): Promise<void> => {
  const answer = await world.api.post('/v1/events', event);
  if (answer.status !== 202) throw new Error(`event refused: ${JSON.stringify(answer.body)}`);
  await world.settle();
};

const onePerson = async (world: World): Promise<Person> => (await newPeople(world))[0] as Person;

const says =
  (text: string): RelayScene['prepare'] =>
  async (world) => {
    const person = await onePerson(world);
    return { people: [person], act: (dying) => at(dying, person).writes(text) };
  };

/**
 * The first words make the process know the conversation and its intents, so that it keeps it at hand and sends the answer to
 * the next ones before it is stored (ADR 0024). Meanwhile the platform is as `behaviour` says.
 */
const writesAgain =
  (text: string, behaviour: MockBehaviour = { kind: 'accept' }): RelayScene['prepare'] =>
  async (world) => {
    const person = await onePerson(world);
    const act = async (dying: World): Promise<void> => {
      const same = at(dying, person);
      await same.writes('merhaba');
      dying.graph.behave(behaviour);
      await same.writes(text).finally(() => dying.graph.behave({ kind: 'accept' }));
    };
    return { people: [person], act };
  };

const anEventFor = (id: string, run: string, person: Person, data: object = {}): Record<string, unknown> => {
  const event = fixtureEvent(id);
  return {
    ...event,
    event_id: `${id}_${run}`,
    customer_id: person.customerRef,
    ...('contact_id' in event ? { contact_id: person.contactRef } : {}),
    occurred_at: '2026-11-23T10:00:00+03:00',
    data: { ...(event.data as object), ...data },
  };
};

const reports =
  (id: string, data: (run: string, person: Person) => object = () => ({})): RelayScene['prepare'] =>
  async (world, run) => {
    const person = await onePerson(world);
    return { people: [person], act: (dying) => post(dying, anEventFor(id, run, person, data(run, person))) };
  };

const askedForDocument = async (world: World, run: string, code: string): Promise<Person> => {
  const person = await onePerson(world);
  await post(world, anEventFor('evt_1012', run, person, { document_code: code, request_id: `B-${run}` }));
  return person;
};

/** A document by link: asked for, the link opened and one file uploaded there; not finished yet. */
const uploadedFile = async (world: World, run: string): Promise<{ person: Person; token: string }> => {
  const person = await askedForDocument(world, run, 'kimlik');
  await at(world, person).taps('askedForLink');
  const token = /\/u\/(\S+)/.exec(person.sees().text)?.[1] ?? '';
  const { content, mimeType } = await sampleFile('pdf');
  const answer = await request(world.application.server as never)
    .post(`/u/${token}/files`)
    .attach('file', content, { filename: 'kimlik.pdf', contentType: mimeType });
  if (answer.status !== 201)
    throw new Error(`upload refused: ${answer.status} ${JSON.stringify(answer.body)}`);
  return { person, token };
};

const finishes: RelayScene['prepare'] = async (world, run) => {
  const { person, token } = await uploadedFile(world, run);
  const finish = async (on: World): Promise<void> => {
    const answer = await request(on.application.server as never).post(`/u/${token}/finish`);
    // The person's page tries again until it is told that it is done, or that it was done.
    if (answer.status >= 500) await finish(world);
    await on.settle();
  };
  return { people: [person], act: finish };
};

const twoPeopleApprove = async (world: World, run: string): Promise<[Person, Person]> => {
  const [first, second] = (await newPeople(world, [{}, {}])) as [Person, Person];
  await post(
    world,
    anApprovalEvent({
      eventId: `evt_${run}`,
      customer: first.customerRef ?? '',
      contact: first.contactRef ?? '',
      data: { four_eyes: true, reply_deadline: '2026-11-25T14:00:00+03:00' },
    }),
  );
  await at(world, first).taps('approved');
  return [first, second];
};

const provesTheirNumber: RelayScene['prepare'] = async (world, run, receiver) => {
  const person = await onePerson(world);
  const { contactRef: ref, phone } = person;
  const contacts = [{ ref, name: 'Deneme', phone, roles: ['all'], phoneVerified: false }];
  await world.api.put(`/v1/customers/${person.customerRef}`, { name: 'Deneme', contacts }).expect(200);
  await post(world, anEventFor('evt_1009', run, person));
  await at(world, person).writes('bakiye');
  const asked = await waitFor('the code', () =>
    receiver
      .of('contact.verification_requested')
      .find(({ body }) => body.data.contactRef === person.contactRef),
  );
  return { people: [person], act: (dying) => at(dying, person).writes(String(asked.body.data.code)) };
};

/** Known by what they wrote; the numbers of two runs differ. */
const changesTheirNumber: RelayScene['prepare'] = async (world, run) => {
  const person = await onePerson(world);
  const newNumber = `90501${person.phone.slice(-7)}`;
  await at(world, person).writes('merhaba');
  const content = {
    type: 'system',
    system: { body: run, type: 'user_changed_number', wa_id: newNumber },
  };
  return { people: [person], act: (dying) => at(dying, person).sends(content) };
};

const reachesADate: RelayScene['prepare'] = async (world, run) => {
  const [one, two] = [await onePerson(world), await onePerson(world)];
  const event = {
    type: 'schedule.date.reached',
    event_id: `date_${run}`,
    tenant: 't_demo',
    occurred_at: '2026-11-23T10:00:00+03:00',
    data: {
      rule_id: `rule-${run}`,
      anchor: 'due_date',
      offset_days: -10,
      local_date: '2026-11-23',
      local_time: '10:00',
      emits: 'payment.due.approaching',
      customer_ids: [one.customerRef, two.customerRef],
      emit_data: { ...(fixtureEvent('evt_1018').data as object), item_ref: `TKS-${run}` },
    },
  };
  return { people: [one, two], act: (dying) => post(dying, event) };
};

/** Every place a step or an event writes to besides the conversation itself, with what makes it write there. */
export const relayScenes: readonly RelayScene[] = [
  {
    title: 'a person asks for a person: the task',
    points: [
      'conversationSteps.commit',
      'transcripts.append',
      'outbox.relay',
      'tasks.open',
      'inbox.complete',
      'conversationSteps.finish',
    ],
    prepare: says('temsilci'),
  },
  {
    title: 'a person writes again, to a process that has the conversation at hand: the task, the answer',
    points: [
      ['conversationSteps.commit', 2],
      { call: 'outbox.recordSent', nth: 1, moment: 'before', isSentAgain: true },
      { call: 'outbox.recordSent', nth: 1, moment: 'after' },
      'tasks.open',
      ['transcripts.append', 2],
      ['inbox.complete', 2],
      ['conversationSteps.finish', 2],
    ],
    prepare: writesAgain('temsilci'),
  },
  {
    title: 'a person writes again and the platform is slow: the answer, stored before it is known',
    points: [
      { call: 'outbox.adopt', nth: 1, moment: 'before', isSentAgain: true },
      { call: 'outbox.adopt', nth: 1, moment: 'after', isSentAgain: true },
    ],
    prepare: writesAgain('temsilci', { kind: 'accept', delayMs: 600 }),
  },
  {
    title: 'a person writes again and the platform is out of order: the answer, sent later',
    points: ['outbox.adopt', ['outbox.record', 2]],
    prepare: writesAgain('temsilci', { kind: 'refuse', code: 131000, status: 500 }),
  },
  {
    title: 'a person stops messages: the consent record and its callback',
    points: ['consents.record', 'callbacks.enqueue'],
    prepare: says('DUR'),
  },
  {
    title: 'a person wants to be forgotten: the privacy request',
    points: ['privacyRequests.open'],
    prepare: says('verilerimi silin'),
  },
  {
    title: 'a person writes what nobody understands: the text to be labelled',
    points: ['unrecognised.record'],
    prepare: says('zqxw vbnq'),
  },
  {
    title: 'a number is somebody else’s: the contact',
    points: ['customers.unlinkPhone'],
    prepare: says('yanlış numara'),
  },
  {
    title: 'a person proves their number: the contact and its callback',
    points: ['customers.proveKeys', 'callbacks.enqueue'],
    prepare: provesTheirNumber,
  },
  {
    title: 'the platform says that a number changed: the contact and its callback',
    points: ['customers.doubtKeys', 'tasks.open', 'callbacks.enqueue'],
    prepare: changesTheirNumber,
  },
  {
    title: 'a document comes in the chat: the file',
    mayTakeLonger: true,
    points: [
      'files.insert',
      'requestStore.applyChanges',
      'fileStore.put',
      'files.change',
      'files.beginReport',
      ['inbox.store', 2],
      'files.markReported',
    ],
    prepare: async (world, run) => {
      const person = await askedForDocument(world, run, 'vergi_levhasi');
      return { people: [person], act: async (dying) => at(dying, person).sendsFile(await sampleFile('pdf')) };
    },
  },
  {
    title: 'a person asks for the upload link: the link',
    points: ['uploadLinks.insert'],
    prepare: async (world, run) => {
      const person = await askedForDocument(world, run, 'kimlik');
      return { people: [person], act: (dying) => at(dying, person).taps('askedForLink') };
    },
  },
  {
    title: 'an upload is finished: the input, the end of the link, the file’s request',
    points: ['inbox.store', 'uploadLinks.use', ['files.change', 2]],
    prepare: finishes,
  },
  {
    title: 'the first of two approves: the decision, the request, the second person',
    points: [
      'decisions.insert',
      'requestStore.applyChanges',
      'callbacks.enqueue',
      'requestStore.assign',
      ['inbox.store', 2],
    ],
    prepare: async (world, run) => {
      const [first, second] = await twoPeopleApprove(world, run);
      return { people: [first, second], act: (dying) => at(dying, first).taps('confirmed') };
    },
  },
  {
    title: 'the second of two approves: the end of the request, the first person is told',
    points: ['requestStore.applyChanges', ['inbox.store', 2], 'callbacks.enqueue'],
    prepare: async (world, run) => {
      const [first, second] = await twoPeopleApprove(world, run);
      await at(world, first).taps('confirmed');
      await at(world, second).taps('approved');
      return { people: [first, second], act: (dying) => at(dying, second).taps('confirmed') };
    },
  },
  {
    title: 'an event for staff alone: the task',
    points: ['tasks.open', 'events.settle'],
    prepare: reports('evt_1013'),
  },
  {
    title: 'a movement: the account, the notice',
    points: ['accounts.addMovement', 'requestStore.open', 'inbox.store', 'events.settle'],
    prepare: reports('evt_1009', (run) => ({ movement_id: `MV-${run}` })),
  },
  {
    title: 'a date is reached: the events it makes',
    points: [['events.accept', 2], ['events.accept', 3], 'events.settle'],
    prepare: reachesADate,
  },
];
