import type { Binary, Collection } from 'mongodb';
import type { DecisionRecord, DecisionRepository } from '../../evidence/decision-record.ts';
import type { DecisionStore } from '../../evidence/decision-store.ts';
import type { RequestId, TenantId } from '../../shared/ids.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { duplicatesOf, unavailable } from '../write-errors.ts';
import { readLimit } from './paging.ts';

interface EvidenceDocument {
  _id: string;
  tenantId: string;
  requestId: string;
  conversationId: string;
  result: string;
  decidedAt: Date;
  recordHash: string;
  body: Binary;
}

/** Insert and find only: no method of this class changes or removes a record (reliability E). */
export class MongoDecisionRepository implements DecisionRepository, DecisionStore {
  readonly #evidence: Collection<EvidenceDocument>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#evidence = models.collection<EvidenceDocument>('evidence');
    this.#vault = vault;
  }

  async insert(decisions: readonly DecisionRecord[]): Promise<void> {
    if (decisions.length === 0) return;
    try {
      await this.#evidence.insertMany(
        decisions.map((decision) => this.#toDocument(decision)),
        { ordered: false },
      );
    } catch (error) {
      if (duplicatesOf(error) === null) throw unavailable('decision', error);
    }
  }

  async listOfRequest(tenantId: TenantId, requestId: RequestId): Promise<readonly DecisionRecord[]> {
    const found = await this.#evidence
      .find({ requestId, tenantId }, readLimit)
      .sort({ decidedAt: 1, _id: 1 })
      .toArray();
    return found.map(({ _id, body }) =>
      this.#vault.open<DecisionRecord>(tenantId, 'evidence', _id, 'body', body),
    );
  }

  #toDocument(decision: DecisionRecord): EvidenceDocument {
    const { id, tenantId, requestId, conversationId, result, decidedAt, integrity } = decision;
    return {
      _id: id,
      tenantId,
      requestId,
      conversationId,
      result,
      decidedAt,
      recordHash: integrity.recordHash,
      body: this.#vault.seal(tenantId, 'evidence', id, 'body', decision),
    };
  }
}
