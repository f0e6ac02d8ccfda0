import type { TenantId } from '../../src/shared/ids.ts';
import { deathsAt, dieDuring } from '../support/deaths.ts';
import { makeMortal, type DyingProcess } from '../support/dying-process.ts';
import { startPushService, type PushBrowser, type PushService } from '../support/push-service.ts';
import { newListener, newTask } from '../support/told-staff.ts';
import { startWorld, type World } from '../support/world.ts';

/** Above what a lease of a dead process lasts. */
const leaseMs = 10 * 60_000;
const tenantId = 't_demo' as TenantId;

describe('people are told on their devices, and the process dies', () => {
  let world: World;
  let service: PushService;
  let mortal: DyingProcess;
  let browsers: Record<'ada' | 'bora', PushBrowser>;
  beforeEach(async () => {
    service = await startPushService();
    world = await startWorld({
      env: { WEB_PUSH_ALLOWED_ADDRESSES: '127.0.0.1', POLL_INTERVAL_MS: '600000' },
    });
    browsers = { ada: await device('ada'), bora: await device('bora') };
    mortal = makeMortal(world.application);
  });
  afterEach(async () => {
    mortal?.revive();
    await world?.close();
    await service?.close();
  });

  const device = async (staffId: string): Promise<PushBrowser> => {
    await newListener(world, staffId);
    const browser = service.newBrowser();
    await world.application.repositories.pushDevices.save({
      ...{ ...browser.subscription, tenantId, id: `psh_${staffId}`, staffId, name: 'Telefon' },
      ...{ createdAt: world.clock.now(), last: null, failingSince: null, pausedUntil: null },
    });
    return browser;
  };
  const tell = () => world.application.workers?.tellStaff() ?? Promise.resolve(0);
  const dieAndGoOn = async (death: Parameters<typeof dieDuring>[1], meanwhile = async () => {}) => {
    await dieDuring(mortal, death, async () => {
      await tell();
    });
    await meanwhile();
    for (let times = 0; times < 2; times += 1) {
      world.clock.turn(leaseMs);
      await tell();
    }
  };
  const tagsOf = (staffId: 'ada' | 'bora') =>
    service
      .of(browsers[staffId])
      .map(({ message, headers }) => `${message?.tag} ${String(headers['topic'])}`);

  it.each(
    deathsAt(
      ['noticeQueues.add', 1, 2],
      ['untoldTasks.noteTold', 1, 2],
      ['noticeQueues.claimDue', 1, 2],
      ['noticeQueues.begin', 1],
      ['pushDevices.list', 1, 2],
    ).filter(({ call, moment }) => call !== 'noticeQueues.begin' || moment === 'before'),
  )('$moment $call, the $nth.: everybody is told, once', async (death) => {
    await newTask(world, 'tsk_1');
    await newTask(world, 'tsk_2', { reason: 'document_review' });
    await dieAndGoOn(death);

    for (const staffId of ['ada', 'bora'] as const)
      expect(service.of(browsers[staffId]).map(({ message }) => message?.title)).toEqual([
        'Mutabık: 2 new tasks',
      ]);
  });

  it.each(deathsAt(['pushDevices.note'], ['noticeQueues.finish']))(
    '$moment $call, when the device may have it: nobody is forgotten, and a copy takes the place of the first',
    async (death) => {
      await newTask(world, 'tsk_1');
      // What comes meanwhile is another notice.
      await dieAndGoOn(death, () => newTask(world, 'tsk_2'));

      const [first, ...later] = tagsOf('ada');
      expect(later.length).toBeGreaterThan(0);
      expect(new Set([first, ...later]).size).toBe(2);
      expect(tagsOf('bora')).toHaveLength(1);
    },
  );

  it.each(deathsAt(['pushDevices.remove']))(
    '$moment $call: a browser that is gone is forgotten in the end, and nothing waits for it',
    async (death) => {
      service.answer(410, {}, browsers.ada);
      await newTask(world, 'tsk_1');
      await dieAndGoOn(death);

      expect(await world.application.repositories.pushDevices.list(tenantId, 'ada')).toEqual([]);
      const key = { tenantId, staffId: 'ada', channel: 'push' } as const;
      expect((await world.application.repositories.noticeQueues.find(key))?.waiting).toEqual([]);
      expect(tagsOf('bora')).toHaveLength(1);
    },
  );
});
