import type { Clock } from '../shared/clock.ts';
import { derivedId, type TenantId } from '../shared/ids.ts';
import { issueLink, type DemoLink } from './sign-in-links.ts';
import type { SignInLinkRepository } from './sign-in-link.repository.ts';
import { noCredentials, type StaffAccount } from './staff-account.ts';
import type { StaffRepository } from './staff.repository.ts';

/** The link that is printed when the product starts. */
export interface PrintedLink {
  token: string;
  /** It works again and again, and shows made-up people only. */
  isDemo: boolean;
}

interface FirstOwnerParts {
  staff: StaffRepository;
  links: SignInLinkRepository;
  clock: Clock;
  tenantId: TenantId;
  demo: DemoLink | null;
  /** The operator asks for a way in although there is an owner. */
  isAsked: boolean;
}

const accountOf = (
  { tenantId, clock }: FirstOwnerParts,
  account: Pick<StaffAccount, 'id' | 'name' | 'isDemo'>,
): StaffAccount => ({
  ...account,
  tenantId,
  email: null,
  role: 'owner',
  language: 'tr',
  isDisabled: false,
  createdAt: clock.now(),
  createdBy: 'system',
  lastSignInAt: null,
  rev: 1,
  credentials: noCredentials,
  credentialsRev: 1,
  totpStep: 0,
});

export const demoOwnerId = (tenantId: string): string => derivedId('stf', tenantId, 'demo');

/**
 * A way in for the first owner: the demo's link, which is the same at every start, or a one-time link at every start until an
 * owner can sign in, or when the operator asks. A start that was ended before it could print its link costs nothing. Null: there is an owner.
 */
export const firstOwnerLink = async (parts: FirstOwnerParts): Promise<PrintedLink | null> => {
  const { staff, tenantId, demo, isAsked } = parts;
  if (demo !== null) {
    await staff.create(accountOf(parts, { id: demo.staffId, name: 'Demo', isDemo: true }));
    return { token: demo.token, isDemo: true };
  }
  const [known] = await staff.owners(tenantId);
  if (known !== undefined && !isAsked) return null;
  const id = known ?? derivedId('stf', tenantId, 'owner');
  if (known === undefined) await staff.create(accountOf(parts, { id, name: 'Owner' }));
  return { token: await issueLink(parts, { tenantId, id }, 'system'), isDemo: false };
};
