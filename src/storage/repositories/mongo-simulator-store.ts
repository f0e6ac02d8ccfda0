import type { Collection } from 'mongodb';
import type { Models } from '../models.ts';
import { againOnDuplicate } from './again-on-duplicate.ts';

interface SimulatorDocument {
  _id: string;
  kind: string;
  id: string;
  body: unknown;
}

/** What the WhatsApp stand-in keeps between starts: its own documents under a kind and an id. */
export class MongoSimulatorStore {
  readonly #documents: Collection<SimulatorDocument>;

  constructor(models: Models) {
    this.#documents = models.collection<SimulatorDocument>('simulator');
  }

  async load(): Promise<{ kind: string; id: string; body: unknown }[]> {
    const found = await this.#documents.find({}, { promoteBuffers: true }).sort({ _id: 1 }).toArray();
    return found.map(({ kind, id, body }) => ({ kind, id, body }));
  }

  async put(kind: string, id: string, body: unknown): Promise<void> {
    // Left-out fields stay left out; the driver would otherwise store them as null.
    const options = { upsert: true, ignoreUndefined: true };
    const _id = `${kind}:${id}`;
    await againOnDuplicate(() => this.#documents.replaceOne({ _id }, { kind, id, body }, options));
  }

  async remove(kind: string, id: string): Promise<void> {
    await this.#documents.deleteOne({ _id: `${kind}:${id}` });
  }
}
