import type { Db } from 'mongodb';
import mongoose from 'mongoose';
import { MongoSaidOfRequestRepository } from '../../src/storage/repositories/mongo-said-of-request-repository.ts';
import { toOutboxDocument } from '../../src/storage/repositories/outbox-document.ts';
import { tenantA } from '../support/builders-api.ts';
import { anIntent } from '../support/builders-work.ts';
import { registerReceiver, startCallbackReceiver } from '../support/callback-receiver.ts';
import { openTestDatabase } from '../support/database.ts';
import { testDatabaseUri } from '../support/engine.ts';
import { aLetterEvent } from '../support/events.ts';
import { aStatus, aTextMessage } from '../support/meta-webhook.ts';
import { explainCommand, recordCommands, type CommandPlan } from '../support/recorded-commands.ts';
import { conversationOf, newPerson, report } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

/** So many conversations lie there while a few are talked about: what reads all of them stands out. */
const crowdSize = 60;
/** Documents a query may look at beside those it wants. */
const besides = 5;
const days = 24 * 60 * 60_000;

/** Everything that happens often: strangers and a customer write, an event, statuses, an answer, reminders, reading. */
const play = async (world: World): Promise<void> => {
  const crowd = Array.from({ length: crowdSize }, (_, n) => `90531${1_000_000 + n}`);
  const everybodyWrites = async (): Promise<void> => {
    await Promise.all(crowd.map((from) => world.webhook(aTextMessage({ from, at: world.clock.now() }))));
    await world.settle();
  };
  await everybodyWrites();
  await everybodyWrites();
  const person = await newPerson(world);
  for (const text of ['Merhaba', 'Bakiye', 'DUR', 'BAŞLA']) await person.writes(text);
  await report(world, aLetterEvent({ eventId: 'plans_1', customer: person.customerRef ?? '' }));
  const { messageId = '', callbackData } = world.graph.messages.at(-1) ?? {};
  for (const status of ['sent', 'delivered', 'read'])
    for (const data of [{ callbackData: callbackData ?? '' }, {}])
      await world.webhook(
        aStatus({ messageId, status, ...data, to: person.phone.slice(1), at: world.clock.now() }),
      );
  await world.turn(4 * days);
  await person.writes('Merhaba');
  await person.taps(
    'agreed',
    person.got().findLast(({ choices }) => choices.some(({ id }) => id.endsWith('agreed'))),
  );
  await report(world, aLetterEvent({ eventId: 'plans_2', customer: person.customerRef ?? '' }));
  await world.turn(20 * days);
  await world.application.workers?.escalateTasks();
  await world.application.workers?.dispatcher.sweepOrphans();
  expect((await world.api.get('/metrics')).status).toBe(200);
  const { id } = await conversationOf(world, person.contactRef ?? '');
  for (const part of ['messages', 'steps', 'transcript'])
    expect((await world.api.get(`/v1/conversations/${id}/${part}`)).status).toBe(200);
  expect((await world.api.get('/v1/conversations?limit=3')).status).toBe(200);
};

/** Another server has other plans and another `explain`. */
const ofBuiltIn = process.env.MONGODB_TEST_URI === undefined ? describe : describe.skip;

ofBuiltIn('queries and updates of a conversation', () => {
  let plans: CommandPlan[] = [];
  beforeAll(async () => {
    const receiver = await startCallbackReceiver();
    const world = await startWorld({
      env: { MONGODB_URI: `${testDatabaseUri()}&monitorCommands=true`, PRIVACY_NOTICE_VERSION: '1' },
    });
    try {
      await registerReceiver(world, receiver);
      const connection = mongoose.connections.at(-1); // the one the world has just opened
      if (connection?.db === undefined) throw new Error('the world has no connection');
      const recorded = recordCommands(connection.getClient());
      await play(world);
      const db: Db = connection.db;
      const seen = [...recorded];
      plans = await Promise.all(seen.map(([shape, one]) => explainCommand(db, shape, one)));
    } finally {
      await world.close();
      await receiver.close();
    }
  }, 90_000);

  it('a conversation with all that belongs to it: every collection of the hot path is asked', () => {
    const asked = [...new Set(plans.map(({ collection }) => collection))];
    expect(asked).toEqual(
      expect.arrayContaining([
        'buckets',
        'callbackdeliveries',
        'contacts',
        'conversations',
        'events',
        'identities',
        'inbox',
        'messages',
        'outbox',
        'requests',
        'steps',
        'tasks',
      ]),
    );
  });

  it('any query or update, whatever it asks: an index leads to it', () => {
    const whole = plans.filter(({ stages }) => stages.includes('COLLSCAN') || stages.length === 0);
    expect(whole.map(({ shape }) => shape)).toEqual([]);
  });

  it('any query or update, with many conversations besides: no more is read than is found', () => {
    const asksForIds = ({ stages }: CommandPlan): boolean => stages.every((stage) => stage === 'IDHACK');
    const greedy = plans.filter(
      (plan) =>
        !asksForIds(plan) && Math.max(plan.documentsExamined, plan.keysExamined) > plan.returned + besides,
    );
    expect(greedy.map(({ shape, documentsExamined }) => `${shape}: ${documentsExamined}`)).toEqual([]);
  });
});

describe('what was said about a request, which escalations and reminders ask', () => {
  it('by the index of the request, and everything that is not settled may leave still', async () => {
    const { models, vault, close } = await openTestDatabase();
    try {
      const states = ['queued', 'waiting', 'sending', 'unknown', 'settled'] as const;
      const made = [...states, 'settled' as const].map((state, n) => {
        const requestId = n < states.length ? 'req_1' : 'req_2';
        const intent = anIntent({ id: `cnv_1:${n}:0`, seq: n, requestId });
        const start = { state, attempt: 0, owner: null, claim: null, wakeAt: null };
        return { ...toOutboxDocument(intent, start, vault), settled: state === 'settled' };
      });
      await models.model<(typeof made)[number]>('outbox').insertMany(made);
      const recorded = recordCommands(models.database.getClient());
      const said = await new MongoSaidOfRequestRepository(models).ofRequest(tenantA, 'req_1');
      expect(said.map(({ isWaiting }) => isWaiting)).toEqual([true, true, true, true, false]);
      expect(said.map(({ mayHaveArrived }) => mayHaveArrived)).toEqual([false, false, false, true, false]);
      if (process.env.MONGODB_TEST_URI !== undefined) return;
      const [[shape, command] = ['', null]] = [...recorded];
      if (command === null) throw new Error('nothing was asked');
      const { collection } = command;
      const plan = await explainCommand(models.database.db as Db, shape, command);
      expect([collection, plan.stages.includes('COLLSCAN')]).toEqual(['outbox', false]);
      expect([plan.documentsExamined, plan.stages.includes('IXSCAN')]).toEqual([5, true]);
    } finally {
      await close();
    }
  });
});
