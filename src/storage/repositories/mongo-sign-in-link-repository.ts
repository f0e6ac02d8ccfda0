import type { Model } from 'mongoose';
import type { TenantId } from '../../shared/ids.ts';
import type { SignInLink, SignInLinkRepository } from '../../staff/sign-in-link.repository.ts';
import type { Models } from '../models.ts';

type SignInLinkDocument = Omit<SignInLink, 'id'> & { _id: string };

export class MongoSignInLinkRepository implements SignInLinkRepository {
  readonly #links: Model<SignInLinkDocument>;

  constructor(models: Models) {
    this.#links = models.model<SignInLinkDocument>('signinlinks');
  }

  async insert({ id, ...link }: SignInLink): Promise<void> {
    await this.#links.create({ ...link, _id: id });
  }

  /** The hash of 256 random bits names one link of all tenants; there is no tenant to ask by yet. */
  async take(id: string): Promise<SignInLink | null> {
    const found = await this.#links.findOneAndDelete({ _id: id }).lean<SignInLinkDocument>();
    if (found === null) return null;
    const { _id, ...link } = found;
    return { ...link, id: _id };
  }

  async removeOf(tenantId: TenantId, staffId: string): Promise<void> {
    await this.#links.deleteMany({ staffId, tenantId });
  }
}
