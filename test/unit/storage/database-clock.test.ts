import type { Database } from '../../../src/storage/connect.ts';
import { DatabaseClock } from '../../../src/storage/database-clock.ts';

/** A database whose time is this machine's; its `n`th answer takes so many milliseconds to come back. */
const answering = (...delays: number[]): { database: Database; asked: () => number } => {
  let asked = 0;
  const command = async (): Promise<object> => {
    const localTime = new Date();
    const delay = delays[asked] ?? 0;
    asked += 1;
    await new Promise((resolve) => setTimeout(resolve, delay));
    return { localTime };
  };
  // Nothing else of it is used.
  return { database: { db: { command } } as unknown as Database, asked: () => asked };
};

describe('the database’s clock', () => {
  it('first answers slow to come back, as on a busy machine: a quicker one counts', async () => {
    const { database, asked } = answering(900, 600, 0);
    const clock = new DatabaseClock(database);
    await clock.start();
    clock.stop();

    expect(asked()).toBe(3);
    // The first reading alone would be 450 ms off.
    expect(Math.abs(clock.offsetMs)).toBeLessThan(200);
  });

  it('a quick first answer: not asked again', async () => {
    const { database, asked } = answering(0);
    const clock = new DatabaseClock(database);
    await clock.start();
    clock.stop();

    expect(asked()).toBe(1);
  });
});
