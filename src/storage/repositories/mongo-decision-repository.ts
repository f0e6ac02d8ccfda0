import type { Binary } from 'mongodb';
import type { Model } from 'mongoose';
import type { DecisionRecord } from '../../evidence/decision-record.ts';
import type { DecisionWorkRepository } from '../../evidence/decision-work.repository.ts';
import type { RequestId, TenantId } from '../../shared/ids.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { unavailable } from '../write-errors.ts';
import { insertOnce } from './insert-once.ts';
import { readLimit } from './paging.ts';
import type { DecisionRepository } from '../../evidence/decision.repository.ts';

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
export class MongoDecisionRepository implements DecisionRepository, DecisionWorkRepository {
  readonly #evidence: Model<EvidenceDocument>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#evidence = models.model<EvidenceDocument>('evidence');
    this.#vault = vault;
  }

  async insert(decisions: readonly DecisionRecord[]): Promise<void> {
    const documents = decisions.map((decision) => this.#toDocument(decision));
    await insertOnce(this.#evidence, documents).catch((error: unknown) => {
      throw unavailable('decision', error);
    });
  }

  async listOfRequest(tenantId: TenantId, requestId: RequestId): Promise<readonly DecisionRecord[]> {
    const found = await this.#evidence
      .find({ requestId, tenantId }, null, readLimit)
      .sort({ decidedAt: 1, _id: 1 })
      .lean<EvidenceDocument[]>();
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
