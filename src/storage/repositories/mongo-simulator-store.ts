import type { Model } from 'mongoose';
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
  readonly #documents: Model<SimulatorDocument>;

  constructor(models: Models) {
    this.#documents = models.model<SimulatorDocument>('simulator');
  }

  async load(): Promise<{ kind: string; id: string; body: unknown }[]> {
    const found = await this.#documents
      .find({}, null, { promoteBuffers: true })
      .sort({ _id: 1 })
      .lean<SimulatorDocument[]>();
    return found.map(({ kind, id, body }) => ({ kind, id, body }));
  }

  async put(kind: string, id: string, body: unknown): Promise<void> {
    // Left-out fields stay left out; the driver would otherwise store them as null.
    const options = { upsert: true, ignoreUndefined: true };
    const _id = `${kind}:${id}`;
    await againOnDuplicate(() =>
      this.#documents.updateOne({ _id }, { $set: { kind, id, body } }, options).exec(),
    );
  }

  async remove(kind: string, id: string): Promise<void> {
    await this.#documents.deleteOne({ _id: `${kind}:${id}` });
  }
}
