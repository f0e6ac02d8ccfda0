import { z } from 'zod';
import { Forbidden, NotFound, PreconditionFailed } from '../shared/errors.ts';
import { roles, type Role } from '../staff/permissions.ts';
import { staffLanguages, type StaffAccount } from '../staff/staff-account.ts';
import type { StaffDesk } from '../staff/staff-desk.ts';
import type { StaffEdit, StaffRepository } from '../staff/staff.repository.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { etagOf } from './if-match.ts';
import { listJson, listSchema, pageQuery, pageRequestOf } from './page-query.ts';
import { mayGive, nameOf, type Principal } from './principal.ts';
import { idParams } from './shape-fields.ts';
import { emailText, nameText, staffJson, staffShape } from './staff-shape.ts';

export interface StaffParts {
  staff: Pick<StaffRepository, 'find' | 'list'>;
  staffDesk: StaffDesk;
  /** Where the console is; links begin with it. */
  consoleUrl: string;
}

const tag = 'Staff';

const linkText = z.string().meta({ description: 'Shown once; works once, for three days' });
const invitedShape = z.object({ staff: staffShape, link: linkText }).meta({ id: 'InvitedStaff' });
const linkShape = z.object({ link: linkText }).meta({ id: 'StaffLink' });

const one = { description: 'The account; its ETag for If-Match', schema: staffShape };

const answerOf = (account: StaffAccount) => ({
  status: 200,
  body: staffJson(account),
  headers: etagOf(account.rev),
});

const requireMayGive = (principal: Principal, role: Role): void => {
  if (!mayGive(principal, role)) throw new Forbidden(`This is for whoever may give the role ${role}.`);
};

const accountOf = async (
  { staff }: StaffParts,
  principal: Principal,
  { id, ifMatch }: { id: string; ifMatch: number | null },
): Promise<StaffAccount> => {
  const account = await staff.find(principal.tenantId, id);
  if (account === null) throw new NotFound('There is no such account.');
  if (ifMatch !== null && ifMatch !== account.rev)
    throw new PreconditionFailed('The account was changed in between.');
  return account;
};

/** In the fragment, which no browser sends. */
const linkOf = ({ consoleUrl }: StaffParts, token: string): string => `${consoleUrl}/sign-in#token=${token}`;

const inviteRoute = (parts: StaffParts): AnyRoute =>
  defineRoute({
    method: 'post',
    path: '/v1/staff',
    scope: 'staff:write',
    needsProof: true,
    tag,
    summary: 'Invite somebody',
    description: 'Nobody gives a role that can do more than their own; owners appoint every role.',
    body: z.strictObject({
      name: nameText,
      email: emailText,
      role: z.enum(roles),
      language: z.enum(staffLanguages).default('tr'),
    }),
    answers: { 201: { description: 'The account and the link into it', schema: invitedShape } },
    refusals: [409, 413, 415],
    async handle({ principal, body }) {
      requireMayGive(principal, body.role);
      const order = { ...body, tenantId: principal.tenantId };
      const { account, token } = await parts.staffDesk.invite(order, nameOf(principal));
      const answer = { staff: staffJson(account), link: linkOf(parts, token) };
      return { status: 201, body: answer, headers: etagOf(account.rev) };
    },
  });

interface Edit {
  role?: Role | undefined;
  name?: string | undefined;
  disabled?: boolean | undefined;
}

const editOf = ({ role, name, disabled }: Edit): StaffEdit => ({
  ...(role === undefined ? {} : { role }),
  ...(name === undefined ? {} : { name }),
  ...(disabled === undefined ? {} : { isDisabled: disabled }),
});

const editRoute = (parts: StaffParts): AnyRoute =>
  defineRoute({
    method: 'patch',
    path: '/v1/staff/{id}',
    scope: 'staff:write',
    needsProof: true,
    tag,
    summary: "Change somebody's role or name, or shut them out",
    description:
      'Counts from the next call of each of their sessions; disabling ends them. The last owner stays.',
    params: idParams,
    body: z.strictObject({
      role: z.enum(roles).optional(),
      name: nameText.optional(),
      disabled: z.boolean().optional(),
    }),
    answers: { 200: one },
    refusals: [404, 409, 412, 413, 415],
    async handle({ principal, params, body, ifMatch }) {
      const account = await accountOf(parts, principal, { id: params.id, ifMatch });
      requireMayGive(principal, account.role);
      if (body.role !== undefined) requireMayGive(principal, body.role);
      return answerOf(await parts.staffDesk.edit(account, editOf(body), nameOf(principal)));
    },
  });

const linkRoute = (parts: StaffParts): AnyRoute =>
  defineRoute({
    method: 'post',
    path: '/v1/staff/{id}/link',
    scope: 'staff:write',
    needsProof: true,
    tag,
    summary: 'A new link into an account',
    description:
      'For an invitation that was lost, or for somebody who cannot sign in any more: whoever uses it makes what they sign in with anew. Links of before are over.',
    params: idParams,
    answers: { 201: { description: 'The link', schema: linkShape } },
    refusals: [404, 412],
    async handle({ principal, params, ifMatch }) {
      const account = await accountOf(parts, principal, { id: params.id, ifMatch });
      requireMayGive(principal, account.role);
      const token = await parts.staffDesk.newLink(account, nameOf(principal));
      return { status: 201, body: { link: linkOf(parts, token) } };
    },
  });

export const staffRoutes = (parts: StaffParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'get',
    path: '/v1/staff',
    scope: 'staff:read',
    tag,
    summary: 'List the people who work here',
    query: pageQuery,
    answers: { 200: { description: 'A page of accounts', schema: listSchema(staffShape) } },
    async handle({ principal, query }) {
      const page = await parts.staff.list(principal.tenantId, pageRequestOf(query));
      return { status: 200, body: listJson(page, staffJson) };
    },
  }),
  inviteRoute(parts),
  defineRoute({
    method: 'get',
    path: '/v1/staff/{id}',
    scope: 'staff:read',
    tag,
    summary: 'Read an account',
    params: idParams,
    answers: { 200: one },
    refusals: [404],
    async handle({ principal, params }) {
      return answerOf(await accountOf(parts, principal, { id: params.id, ifMatch: null }));
    },
  }),
  editRoute(parts),
  linkRoute(parts),
];
