import { randomUUID } from 'node:crypto';
import { ChangeFeed } from '../changes/change-feed.ts';
import { ChangeNotes } from '../changes/change-notes.ts';
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import { Loop } from './loop.ts';
import type { Repositories } from './make-repositories.ts';
import { tellOfWrites } from './tell-of-writes.ts';

/** How long a change waits for others before it is told. */
const gatherMs = 250;
/** How long another process's change is not noticed. */
const readMs = 500;
const refreshMs = 4_000;

/** What tells of changes and what listens to them, with the loops of both. */
export interface Changes {
  feed: ChangeFeed;
  notes: ChangeNotes;
  start(): Promise<void>;
  /** Ends the streams: their readers come again, to another process. */
  endStreams(): void;
  /** After the last write: what was noted goes into the log. */
  stop(): Promise<void>;
}

export const makeChanges = (
  repositories: Repositories,
  { clock, logger }: { clock: Clock; logger: Logger },
): Changes => {
  const { changeLog: log } = repositories;
  const feed = new ChangeFeed({ log, clock, onListening: () => notes.refresh() });
  const reading = new Loop({ name: 'streams', sweep: () => feed.tick(), idleMs: readMs, logger });
  const notes = new ChangeNotes({
    ...{ log, clock, logger },
    owner: randomUUID(),
    onStored: () => reading.wake(),
  });
  const chore = (name: string, idleMs: number, work: () => Promise<void>): Loop =>
    new Loop({ name, sweep: () => work().then(() => 0), idleMs, logger });
  const loops = [
    reading,
    chore('changes', gatherMs, () => notes.flush()),
    chore('listeners', refreshMs, () => notes.refresh()),
  ];
  tellOfWrites(repositories, notes);
  return {
    feed,
    notes,
    start: async () => {
      await notes.refresh();
      for (const loop of loops) loop.start();
    },
    endStreams: () => feed.close(),
    stop: async () => {
      await Promise.all(loops.map((loop) => loop.stop()));
      await notes.stop().catch((error: unknown) => logger.warn({ err: error }, 'changes were not told'));
    },
  };
};
