import { deathsAt, dieDuring } from '../support/deaths.ts';
import { makeMortal, type DyingProcess } from '../support/dying-process.ts';
import { newPeople, type Person } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

/** Nothing runs by itself: a test says what happens. */
const atRest = { POLL_INTERVAL_MS: '600000' };
/** Above what another process waits before it takes over. */
const takeOverMs = 30 * 60_000;
const hour = 60 * 60_000;

describe('a question that nobody answers goes on to others, and the process dies', () => {
  let world: World;
  let mortal: DyingProcess;
  let count = 0;

  beforeAll(async () => {
    world = await startWorld({ env: atRest });
    await world.api
      .put('/v1/triggers/types/custom.order.ready', {
        name: 'Sipariş hazır',
        fields: [{ name: 'order_no', kind: 'reference', required: true }],
      })
      .expect(200);
    const then = [
      {
        ...{ do: 'request', as: 'document.requested' },
        data: { request_id: { from: 'order_no' }, document_code: 'vergi_levhasi' },
        escalate: [
          { after: 'PT4H', to: 'contact', roles: ['owner'] },
          { after: 'PT6H', to: 'task', role: 'accounting', urgent: true },
        ],
      },
    ];
    await world.api
      .put('/v1/triggers/order/draft', { name: 'order', on: 'custom.order.ready', then })
      .expect(200);
    await world.api.post('/v1/triggers/order/publish').expect(200);
    mortal = makeMortal(world.application);
  });
  afterAll(async () => {
    mortal?.revive();
    await world?.close();
  });

  /**
   * What is put to conversations by the process that dies is stored and left to the next one: the lease of a dead conversation ends by
   * the database's clock, and failure-sends tells of those.
   */
  const eventsAlone = async (work: () => Promise<unknown>): Promise<void> => {
    const { workers } = world.application;
    if (workers === null) throw new Error('these worlds have workers');
    const { enqueue } = workers.conversations;
    workers.conversations.enqueue = () => 0;
    try {
      await work();
      await workers.events.sweep();
      await workers.events.idle();
    } finally {
      workers.conversations.enqueue = enqueue.bind(workers.conversations);
    }
  };
  const post = async (event: object): Promise<void> => {
    const { status } = await world.api.post('/v1/events', event);
    if (!mortal.isDead()) expect([200, 202]).toContain(status);
  };
  const unanswered = async (person: Person): Promise<object[]> => {
    const { body } = await world.api.get('/v1/tasks?reason=unanswered&limit=200').expect(200);
    return body.data.filter(
      ({ customerRefs }: { customerRefs: string[] }) => customerRefs[0] === person.customerRef,
    );
  };
  const begin = async (): Promise<{ asked: Person; next: Person; event: object }> => {
    count += 1;
    const [asked, next] = (await newPeople(world, [{ roles: ['documents'] }, { roles: ['owner'] }])) as [
      Person,
      Person,
    ];
    const event = {
      ...{ type: 'custom.order.ready', event_id: `order_${count}`, tenant: 't_demo' },
      ...{ customer_id: asked.customerRef, occurred_at: world.clock.now().toISOString() },
      data: { order_no: `S-${count}` },
    };
    return { asked, next, event };
  };
  /** How many messages each got, and how many tasks there are. */
  const came = async (asked: Person, next: Person): Promise<number[]> => [
    asked.got().length,
    next.got().length,
    (await unanswered(asked)).length,
  ];

  it.each(deathsAt(['requestStore.open'], ['inbox.store'], ['events.accept', 1, 2, 3], ['events.settle']))(
    '$moment $call, the $nth., when it is asked: asked once, then the next, then staff, each once',
    async (death) => {
      const { asked, next, event } = await begin();
      await dieDuring(mortal, death, () => eventsAlone(() => post(event)));
      await post(event);
      await world.turn(takeOverMs);
      await world.turn(takeOverMs);
      expect(await came(asked, next)).toEqual([1, 0, 0]);
      await world.turn(4 * hour);
      expect(await came(asked, next)).toEqual([1, 1, 0]);
      await world.turn(2 * hour + takeOverMs);
      await world.turn(takeOverMs);
      expect(await came(asked, next)).toEqual([1, 1, 1]);
    },
  );

  it.each(deathsAt(['inbox.store'], ['events.settle']))(
    '$moment $call, when the next is to be asked: they are, once, and staff has one task',
    async (death) => {
      const { asked, next, event } = await begin();
      await post(event);
      await world.settle();
      expect(await came(asked, next)).toEqual([1, 0, 0]);
      world.clock.turn(4 * hour);
      await dieDuring(mortal, death, () => eventsAlone(async () => undefined));
      await world.turn(takeOverMs);
      expect(await came(asked, next)).toEqual([1, 1, 0]);
      await world.turn(2 * hour);
      expect(await came(asked, next)).toEqual([1, 1, 1]);
    },
  );

  it.each(deathsAt(['tasks.open'], ['events.settle']))(
    '$moment $call, when staff is to be told: one task',
    async (death) => {
      const { asked, next, event } = await begin();
      await post(event);
      await world.settle();
      await world.turn(4 * hour);
      world.clock.turn(2 * hour);
      await dieDuring(mortal, death, () => eventsAlone(async () => undefined));
      await world.turn(takeOverMs);
      await world.turn(takeOverMs);
      expect(await came(asked, next)).toEqual([1, 1, 1]);
    },
  );
});
