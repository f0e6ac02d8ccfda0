import type { Document } from 'mongodb';
import type { AppliedStatus, StatusUpdate } from '../../delivery/outbox.repository.ts';
import { planOfLeft } from '../../delivery/plan-succession.ts';
import type { HotCommands, UpdateStatement } from '../hot-commands.ts';
import type { Vault } from '../vault.ts';
import { providerKeyOf, type OutboxDocument } from './outbox-document.ts';
import { reachesAfterAll, statusWrites, type Known, type StatusWrites } from './outbox-status-writes.ts';

const ofStatuses = {
  _id: 1,
  providerKey: 1,
  state: 1,
  outcome: 1,
  attempt: 1,
  statuses: 1,
  reason: 1,
  dead: 1,
  plan: 1,
  sentAs: 1,
  tariff: 1,
} as const;

/** Statuses of the platform, written to the intents they name or whose message they name (ADR 0027). */
export class OutboxStatuses {
  readonly #commands: HotCommands;
  readonly #vault: Vault;

  constructor(commands: HotCommands, vault: Vault) {
    this.#commands = commands;
    this.#vault = vault;
  }

  async apply(tenantId: string, updates: readonly StatusUpdate[]): Promise<AppliedStatus[]> {
    if (updates.length === 0) return [];
    const keyOf = (providerMessageId: string): string =>
      providerKeyOf(this.#vault, tenantId, providerMessageId);
    const find = async (filter: Document): Promise<Known[]> =>
      this.#commands.find<Known>('outbox', { ...filter, tenantId }, { projection: ofStatuses });
    const ids = new Set(updates.flatMap(({ intentId }) => intentId ?? []));
    const byId = new Map(
      (ids.size === 0 ? [] : await find({ _id: { $in: [...ids] } })).map((one) => [one._id, one]),
    );
    const loose = updates.flatMap(({ intentId, providerMessageId }) =>
      intentId === null ? [keyOf(providerMessageId)] : [],
    );
    const found = loose.length === 0 ? [] : await find({ providerKey: { $in: loose, $type: 'string' } });
    const byKey = new Map(found.map((one) => [one.providerKey, one]));
    const documents = updates.map(({ intentId, providerMessageId }) =>
      intentId === null ? byKey.get(keyOf(providerMessageId)) : byId.get(intentId),
    );
    const ofIntent = new Map<string, { document: Known; own: StatusUpdate[] }>();
    for (const [index, document] of documents.entries()) {
      if (document === undefined) continue;
      const known = ofIntent.get(document._id) ?? { document, own: [] };
      known.own.push(updates[index] as StatusUpdate);
      ofIntent.set(document._id, known);
    }
    await this.#writeStatuses(
      [...ofIntent.values()].map(({ document, own }) =>
        statusWrites(tenantId, document, own, { providerKeyOf: keyOf, vault: this.#vault }),
      ),
    );
    return documents.map((document, index) => {
      if (document === undefined) return false;
      return reachesAfterAll(document, updates[index] as StatusUpdate) ? 'reached' : true;
    });
  }

  /** The person answered to them: they arrived, whatever became of the send. */
  async settleArrived(tenantId: string, proven: readonly { _id: string }[], now: Date): Promise<void> {
    const found = await this.#commands.find<Pick<OutboxDocument, '_id' | 'plan' | 'sentAs' | 'tariff'>>(
      'outbox',
      { _id: { $in: proven.map(({ _id }) => _id) }, state: 'unknown', tenantId },
      { projection: { _id: 1, plan: 1, sentAs: 1, tariff: 1 } },
    );
    const accepted = { state: 'settled', settled: true, outcome: 'accepted', takenAt: now } as const;
    const statements = found.map(({ _id, plan, sentAs, tariff }): UpdateStatement => ({
      q: { _id, state: 'unknown', tenantId },
      u: {
        $set: {
          ...{ ...accepted, wakeAt: null, reason: null },
          ...planOfLeft({ plan }, { at: now, as: sentAs, tariff }),
        },
      },
    }));
    if (statements.length > 0) await this.#commands.update('outbox', statements);
  }

  /** Where somebody wrote a status of one of these intents since it was read, its facts are written one by one. */
  async #writeStatuses(writes: readonly StatusWrites[]): Promise<void> {
    const statements = writes.flatMap(({ together, singly }) => together ?? singly);
    if (statements.length === 0) return;
    const matched = await this.#commands.update('outbox', statements);
    const merged = writes.filter(({ together }) => together !== null).flatMap(({ singly }) => singly);
    if (matched < statements.length && merged.length > 0) await this.#commands.update('outbox', merged);
  }
}
