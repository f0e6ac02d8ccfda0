import type { UnroutedRepository } from '../../inbox/inbox.repository.ts';
import type { Models } from '../models.ts';
import { duplicatesOf } from '../write-errors.ts';

interface UnroutedDocument {
  _id: string;
  phoneNumberId: string | null;
  raw: string;
  receivedAt: Date;
}

export class MongoUnroutedRepository implements UnroutedRepository {
  readonly #models: Models;

  constructor(models: Models) {
    this.#models = models;
  }

  async store(entries: Parameters<UnroutedRepository['store']>[0]): Promise<void> {
    if (entries.length === 0) return;
    const documents = entries.map(({ id, ...entry }) => ({ _id: id, ...entry }));
    try {
      await this.#models.collection<UnroutedDocument>('unrouted').insertMany(documents, { ordered: false });
    } catch (error) {
      if (duplicatesOf(error) === null) throw error;
    }
  }
}
