import type { TaskRole } from '../../machines/shared/effects.ts';

/**
 * Whom an event may be for, by name (domain 6.2, 7). A name is read once, where the event comes in, and is one of these from
 * then on: nothing later compares text, so no spelling can end with people it was not meant for.
 */
const staffRoles = {
  staff: 'staff',
  'staff.sales': 'staff',
  'staff.cashier': 'staff',
  'staff.branch_manager': 'staff',
  'staff.owner': 'staff',
  'staff.accounting': 'accounting',
  'staff.compliance': 'compliance',
  'staff.compliance_responsible': 'compliance',
} as const satisfies Readonly<Record<string, TaskRole>>;

/** Groups of the customer; whom of them is asked, roles and `can_bind` say. */
const customerGroups = ['customer', 'customer.owner'] as const;

export type StaffAudience = keyof typeof staffRoles;
export type CustomerAudience = (typeof customerGroups)[number];
export type Audience = StaffAudience | CustomerAudience;

/** Every name there is, for refusals and the reference. */
export const audiences: readonly Audience[] = [
  ...customerGroups,
  // The keys of an object literal of ours.
  ...(Object.keys(staffRoles) as StaffAudience[]),
];

/** The audience a text names, in whatever case; null: there is none of that name. */
export const audienceOf = (text: string): Audience | null =>
  audiences.find((known) => known === text.toLowerCase()) ?? null;

export const isStaffAudience = (audience: Audience | undefined): audience is StaffAudience =>
  audience !== undefined && Object.hasOwn(staffRoles, audience);

/** Whose work it is. */
export const roleOfAudience = (audience: StaffAudience): TaskRole => staffRoles[audience];

/**
 * An audience as an earlier version stored it, when any text was taken. What is not known any more is of the most closed
 * compartment: better hidden from a colleague than shown to somebody it is about (law 5549, article 4).
 */
export const storedAudienceOf = (text: string): Audience =>
  audienceOf(text) ?? (/^customer(?:\.|$)/i.test(text) ? 'customer' : 'staff.compliance');
