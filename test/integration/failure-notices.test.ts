import { deathsAt, dieDuring } from '../support/deaths.ts';
import { makeMortal, type DyingProcess } from '../support/dying-process.ts';
import { startMailServer, type MailServer } from '../support/mail-server.ts';
import { newListener, newTask } from '../support/told-staff.ts';
import { startWorld, type World } from '../support/world.ts';

/** Above what a lease of a dead process lasts. */
const leaseMs = 10 * 60_000;

describe('people are told of work, and the process dies', () => {
  let world: World;
  let server: MailServer;
  let mortal: DyingProcess;
  beforeEach(async () => {
    server = await startMailServer();
    const env = { SMTP_URL: server.url, SMTP_FROM: 'mutabik@firm.example', POLL_INTERVAL_MS: '600000' };
    world = await startWorld({ env });
    for (const id of ['ada', 'bora']) await newListener(world, id);
    mortal = makeMortal(world.application);
  });
  afterEach(async () => {
    mortal?.revive();
    await world?.close();
    await server?.close();
  });

  const tell = () => world.application.workers?.tellStaff() ?? Promise.resolve(0);
  const lettersOf = (id: string): string[] =>
    server.mails.filter(({ to }) => to[0] === `${id}@example.com`).map((mail) => mail.header('Message-ID'));

  it.each(
    deathsAt(
      ['untoldTasks.find'],
      ['noticeQueues.add', 1, 2],
      ['untoldTasks.noteTold', 1, 2],
      ['noticeQueues.claimDue', 1, 2],
      ['noticeQueues.begin', 1, 2],
    ).filter(({ call, moment }) => call !== 'noticeQueues.begin' || moment === 'before'),
  )('$moment $call, the $nth.: everybody is told, once', async (death) => {
    await newTask(world, 'tsk_1');
    await newTask(world, 'tsk_2', { reason: 'document_review' });
    await dieDuring(mortal, death, async () => {
      await tell();
    });
    world.clock.turn(leaseMs);
    await tell();
    world.clock.turn(leaseMs);
    await tell();

    for (const id of ['ada', 'bora']) {
      expect(lettersOf(id)).toHaveLength(1);
      expect(server.mails.find(({ to }) => to[0] === `${id}@example.com`)?.header('Subject')).toBe(
        'Mutabık: 2 new tasks',
      );
    }
  });

  it.each(
    deathsAt(['noticeQueues.begin'], ['noticeQueues.finish']).filter(
      ({ call, moment }) => call !== 'noticeQueues.begin' || moment === 'after',
    ),
  )(
    '$moment $call, when the letter may have left: nobody is forgotten, and a copy is the same letter',
    async (death) => {
      await newTask(world, 'tsk_1');
      await dieDuring(mortal, death, async () => {
        await tell();
      });
      // What comes meanwhile is another letter.
      await newTask(world, 'tsk_2');
      world.clock.turn(leaseMs);
      await tell();
      world.clock.turn(leaseMs);
      await tell();

      // Her letter was on its way when the process died; his had not been begun and tells all.
      expect(new Set(lettersOf('ada')).size).toBe(2);
      expect(lettersOf('bora')).toHaveLength(1);
    },
  );
});
