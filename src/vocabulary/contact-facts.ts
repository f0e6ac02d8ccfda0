import type { Line } from '../../machines/shared/request.ts';

/** Who the person is in the books, as it was when the step began. */
export interface ContactFacts {
  ref: string;
  name: string;
  roles: readonly string[];
  canBind: boolean;
  /** Highest quantity the contact may bind per unit; a unit without a limit is unlimited. Decimal strings. */
  limits: readonly { unit: string; quantity: string }[];
  customerRefs: readonly string[];
  /** E.164; the number of the books wins over the one last seen. */
  phone?: string | null;
  /** When the books gave this number; left out: not known. */
  phoneSince?: string;
  /** Who said so: a key of the API, `platform`, `person`; left out: not known. */
  phoneBy?: string;
  /** The tenant knows that the number belongs to the person; left out: yes. */
  phoneVerified?: boolean;
  /** Since when it is open who is behind the contact's keys, on whatever channel it showed; left out: it is not (ADR 0030). */
  doubtedAt?: string;
  /** Since when whoever has the number wants no messages, as said in whatever conversation; left out: they do. */
  stoppedAt?: string;
  /** When the books last said that the number is the person's. */
  vouchedAt?: string;
  /** Accounts as the business system last reported them. */
  accounts?: readonly AccountFacts[];
  /** Rights per customer, for a person who answers for several; wins over the flat fields for that customer. */
  memberships?: readonly Membership[];
}

/** An account as last reported: never a live balance. */
export interface AccountFacts {
  customerRef: string;
  accountNo: string;
  lines: readonly Line[];
  /** Instant of the report, ISO 8601. */
  asOf: string;
  /** Newest first, at most ten. */
  movements: readonly AccountMovement[];
}

export interface AccountMovement {
  movementId: string;
  movementType: string;
  line: Line;
  postedAt: string;
  documentNo: string | null;
}

/** What a contact may do for one customer. */
export interface Membership {
  customerRef: string;
  ref: string;
  roles: readonly string[];
  canBind: boolean;
  limits: readonly { unit: string; quantity: string }[];
}
