import { Binary } from 'mongodb';
import type { Model } from 'mongoose';
import type { Models } from '../models.ts';
import { deployment, type Vault } from '../vault.ts';
import { againOnDuplicate } from './again-on-duplicate.ts';

interface SimulatorDocument {
  _id: string;
  kind: string;
  /** In clear in documents that were not put since: some kinds go by numbers of people. */
  id?: string;
  /** Sealed with the id; in documents not put since, as it is. */
  body: unknown;
}

interface Kept {
  id: string;
  body: unknown;
}

/** BSON gives bytes as its own type, at any depth one level of which our documents have. */
const withBytes = (body: unknown): unknown =>
  typeof body !== 'object' || body === null || Array.isArray(body)
    ? body
    : Object.fromEntries(
        Object.entries(body).map(([name, value]) => [
          name,
          value instanceof Binary ? Buffer.from(value.buffer.subarray(0, value.position)) : value,
        ]),
      );

const inOrder = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/**
 * What the WhatsApp stand-in keeps between starts: its own documents under a kind and an id, sealed like everything people
 * write. It belongs to no tenant.
 */
export class MongoSimulatorStore {
  readonly #documents: Model<SimulatorDocument>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#documents = models.model<SimulatorDocument>('simulator');
    this.#vault = vault;
  }

  /** By kind and id. */
  async load(): Promise<{ kind: string; id: string; body: unknown }[]> {
    const found = await this.#documents.find({}).lean<SimulatorDocument[]>();
    const kept = new Map<string, { kind: string; id: string; body: unknown }>();
    // Those of before first: a process that died while it put one again left both.
    for (const document of [...found].sort(
      (a, b) => Number(a.id === undefined) - Number(b.id === undefined),
    )) {
      const { id, body } = this.#open(document);
      kept.set(`${document.kind}:${id}`, { kind: document.kind, id, body: withBytes(body) });
    }
    return [...kept].sort(([left], [right]) => inOrder(left, right)).map(([, one]) => one);
  }

  async put(kind: string, id: string, body: unknown): Promise<void> {
    const _id = this.#idOf(kind, id);
    const kept: Kept = { id, body };
    const sealed = this.#vault.seal(deployment, 'simulator', _id, 'body', kept);
    await againOnDuplicate(() =>
      this.#documents.updateOne({ _id }, { $set: { kind, body: sealed } }, { upsert: true }).exec(),
    );
    await this.#removeOld(kind, id);
  }

  async remove(kind: string, id: string): Promise<void> {
    await this.#removeOld(kind, id);
    await this.#documents.deleteOne({ _id: this.#idOf(kind, id) });
  }

  async #removeOld(kind: string, id: string): Promise<void> {
    await this.#documents.deleteOne({ _id: `${kind}:${id}` });
  }

  #idOf(kind: string, id: string): string {
    return `${kind}:${this.#vault.pseudonym(deployment, `simulator:${kind}:${id}`)}`;
  }

  #open({ _id, id, body }: SimulatorDocument): Kept {
    if (id !== undefined) return { id, body };
    // What has no id in clear was sealed here.
    return this.#vault.open<Kept>(deployment, 'simulator', _id, 'body', body as Binary);
  }
}
