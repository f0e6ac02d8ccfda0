import type { Engine } from './commands/context.ts';
import type { GroupWriter } from './commands/group-writer.ts';
import { CommandError } from './errors.ts';
import { report } from './report.ts';
import { buildSlice, progressOf, removeIndex } from './store/index-build.ts';

/** Entries of removed collections and indexes that one transaction takes away. */
const emptiedAtOnce = 2000;

/** Long work that no command waits for: emptying what was dropped, finishing index builds whose process died. */
export class Background {
  private readonly engine: Engine;
  private readonly writer: GroupWriter;
  private readonly seen = new Map<number, string>();
  private running: Promise<void> | undefined;

  constructor(engine: Engine, writer: GroupWriter) {
    this.engine = engine;
    this.writer = writer;
  }

  /** Starts what there is to do, unless it is running. Call with the newest snapshot. */
  start(): void {
    const stalled = this.stalledBuilds();
    if (this.running !== undefined || (stalled.length === 0 && this.engine.catalog.removed().length === 0))
      return;
    this.running = this.run(stalled)
      .catch((error: unknown) => {
        // Tried again with the next sweep; while stopping there is none.
        if (!(error instanceof CommandError && error.code === 91))
          report(`work in the background failed: ${String(error)}`);
      })
      .finally(() => {
        this.running = undefined;
      });
  }

  /** Builds of collections in which none came further since the last look: whoever built them is gone. */
  private stalledBuilds(): number[] {
    const { catalog } = this.engine;
    const before = new Map(this.seen);
    this.seen.clear();
    return catalog.all().flatMap((collection) => {
      const builds = collection.indexes.filter((index) => index.building);
      const progress = builds.map((index) => progressOf(this.engine, index));
      builds.forEach((index, at) => this.seen.set(index.id, progress[at]!));
      const isStill = builds.every(
        (index, at) => before.get(index.id) === progress[at] && !catalog.drivenBuilds.has(index.id),
      );
      return isStill ? builds.map((index) => index.id) : [];
    });
  }

  private async run(builds: readonly number[]): Promise<void> {
    for (const id of builds) await this.finishBuild(id);
    while (!(await this.writer.transaction(() => this.engine.catalog.empty(emptiedAtOnce))));
  }

  private async finishBuild(id: number): Promise<void> {
    try {
      while (!(await this.writer.transaction(() => this.with(id, buildSlice) ?? true)));
    } catch (error) {
      if (!(error instanceof CommandError) || error.code === 91) throw error;
      report(`an index that was being built when a process ended is taken back: ${error.message}`);
      await this.writer.transaction(() => this.with(id, removeIndex));
    }
  }

  private with<T>(id: number, action: (...build: Parameters<typeof buildSlice>) => T): T | undefined {
    for (const collection of this.engine.catalog.all()) {
      const index = collection.indexes.find((each) => each.id === id);
      if (index?.building === true) return action(this.engine, collection, index);
    }
    return undefined;
  }
}
