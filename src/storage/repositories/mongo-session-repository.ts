import type { Binary } from 'mongodb';
import { trusted, type Model, type QueryFilter } from 'mongoose';
import type { TenantId } from '../../shared/ids.ts';
import type { Page, PageRequest } from '../../shared/page.ts';
import type { Session } from '../../staff/session.ts';
import type { SessionRepository } from '../../staff/session.repository.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { dateOfKey, majority, pageOf, readLimit } from './paging.ts';

type SessionDocument = Omit<Session, 'tokenHash' | 'address' | 'agent'> & { _id: string; body: Binary };
type SessionBody = Pick<Session, 'address' | 'agent'>;

const collection = 'sessions';

export class MongoSessionRepository implements SessionRepository {
  readonly #sessions: Model<SessionDocument>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#sessions = models.model<SessionDocument>(collection);
    this.#vault = vault;
  }

  async insert({ tokenHash, address, agent, ...session }: Session): Promise<void> {
    const body = this.#vault.seal(session.tenantId, collection, tokenHash, 'body', { address, agent });
    await this.#sessions.create({ ...session, _id: tokenHash, body });
  }

  async findByToken(tokenHash: string): Promise<Session | null> {
    const found = await this.#sessions.findOne({ _id: tokenHash }, null, majority).lean<SessionDocument>();
    return found === null ? null : this.#toSession(found);
  }

  async find(tenantId: TenantId, id: string): Promise<Session | null> {
    const found = await this.#sessions.findOne({ id, tenantId }, null, readLimit).lean<SessionDocument>();
    return found === null ? null : this.#toSession(found);
  }

  async list(
    tenantId: TenantId,
    filter: { staffId?: string },
    { limit, after }: PageRequest,
  ): Promise<Page<Session>> {
    const rows = await this.#sessions
      .find({ ...filter, ...before(after), tenantId }, null, readLimit)
      .sort({ createdAt: -1, _id: -1 })
      .limit(limit + 1)
      .lean<SessionDocument[]>();
    return pageOf(
      rows,
      limit,
      (row) => this.#toSession(row),
      ({ _id, createdAt }) => ({ key: createdAt.toISOString(), id: _id }),
    );
  }

  async touch(
    tokenHash: string,
    { lastSeenAt, idleExpiresAt }: { lastSeenAt: Date; idleExpiresAt: Date },
  ): Promise<void> {
    await this.#sessions.updateOne({ _id: tokenHash }, { $max: { lastSeenAt, idleExpiresAt } });
  }

  async prove(tokenHash: string, at: Date): Promise<void> {
    await this.#sessions.updateOne({ _id: tokenHash }, { $max: { provedAt: at } });
  }

  async countWrongCode(tokenHash: string): Promise<number | null> {
    const counted = await this.#sessions
      .findOneAndUpdate({ _id: tokenHash }, { $inc: { wrongCodes: 1 } }, { returnDocument: 'after' })
      .lean<SessionDocument>();
    return counted?.wrongCodes ?? null;
  }

  async end(tenantId: TenantId, id: string): Promise<boolean> {
    return (await this.#sessions.deleteOne({ id, tenantId })).deletedCount === 1;
  }

  async endByToken(tokenHash: string): Promise<void> {
    await this.#sessions.deleteOne({ _id: tokenHash });
  }

  async endAllOf(tenantId: TenantId, staffId: string, except: string | null): Promise<void> {
    const others = except === null ? {} : { _id: trusted({ $ne: except }) };
    await this.#sessions.deleteMany({ staffId, ...others, tenantId });
  }

  #toSession({ _id, body, ...row }: SessionDocument): Session {
    return {
      ...row,
      tokenHash: _id,
      ...this.#vault.open<SessionBody>(row.tenantId, collection, _id, 'body', body),
    };
  }
}

const before = (after: PageRequest['after']): QueryFilter<SessionDocument> => {
  if (after === null) return {};
  const createdAt = dateOfKey(after.key);
  return {
    createdAt: trusted({ $lte: createdAt }),
    $or: [{ createdAt: trusted({ $lt: createdAt }) }, { _id: trusted({ $lt: after.id }) }],
  };
};
