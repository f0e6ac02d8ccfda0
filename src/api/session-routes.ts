import { z } from 'zod';
import type { Clock } from '../shared/clock.ts';
import { Forbidden, NotFound } from '../shared/errors.ts';
import { permits, roles } from '../staff/permissions.ts';
import type { Session } from '../staff/session.ts';
import { signInWays } from '../staff/session.ts';
import type { SessionRepository } from '../staff/session.repository.ts';
import type { NoteStaffAct } from '../staff/staff-act.ts';
import type { StaffRepository } from '../staff/staff.repository.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { listJson, listSchema, pageFields, pageRequestOf } from './page-query.ts';
import { mayGive, nameOf, type Principal } from './principal.ts';
import { noSessionCookie } from './session-cookie.ts';
import { idParams, instantText } from './shape-fields.ts';

export interface SessionParts {
  sessions: SessionRepository;
  staff: Pick<StaffRepository, 'find'>;
  noteStaffAct: NoteStaffAct;
  clock: Clock;
}

const tag = 'Sessions';

const sessionShape = z
  .object({
    id: z.string(),
    staff: z.object({ id: z.string(), name: z.string(), role: z.enum(roles) }),
    stage: z.enum(['second-factor', 'set-up', 'full']),
    way: z.enum(signInWays).meta({ description: 'How the person signed in' }),
    current: z.boolean().meta({ description: 'The one this call is made with' }),
    createdAt: instantText,
    lastSeenAt: instantText,
    idleExpiresAt: instantText,
    expiresAt: instantText,
    address: z.string().meta({ description: 'Where it began; of IPv6 the network' }),
    agent: z.string().meta({ description: 'User-Agent of the browser' }),
  })
  .meta({ id: 'Session' });

const currentOf = (principal: Principal): string | null =>
  principal.kind === 'staff' ? principal.session.id : null;

const toShape = (
  session: Session,
  staff: z.input<typeof sessionShape>['staff'],
  principal: Principal,
): z.input<typeof sessionShape> => ({
  id: session.id,
  staff,
  stage: session.stage,
  way: session.way,
  current: session.id === currentOf(principal),
  createdAt: session.createdAt.toISOString(),
  lastSeenAt: session.lastSeenAt.toISOString(),
  idleExpiresAt: session.idleExpiresAt.toISOString(),
  expiresAt: session.expiresAt.toISOString(),
  address: session.address,
  agent: session.agent,
});

const endSession = async (
  { sessions, noteStaffAct, clock }: SessionParts,
  principal: Principal,
  session: Session,
): Promise<void> => {
  // Two that end it at once: it is ended, and on record once.
  if (!(await sessions.end(session.tenantId, session.id))) return;
  await noteStaffAct({
    tenantId: session.tenantId,
    what: 'session.ended',
    subject: session.staffId,
    by: nameOf(principal),
    at: clock.now(),
    details: { sessionId: session.id },
  });
};

const listRoute = ({ sessions, staff, clock }: SessionParts): AnyRoute =>
  defineRoute({
    method: 'get',
    path: '/v1/sessions',
    scope: 'self',
    tag,
    summary: 'List sessions',
    description: 'Your own; with the scope `staff:read` those of everybody. The newest first.',
    query: z.strictObject({ ...pageFields, staff: z.string().max(128).optional() }),
    answers: { 200: { description: 'A page of sessions', schema: listSchema(sessionShape) } },
    async handle({ principal, query }) {
      const seesAll = permits(principal.scopes, 'staff:read');
      if (!seesAll && principal.kind === 'key') throw new Forbidden('This needs the scope staff:read.');
      const staffId = seesAll ? query.staff : principal.keyId;
      const filter = staffId === undefined ? {} : { staffId };
      const page = await sessions.list(principal.tenantId, filter, pageRequestOf(query));
      const people = new Map<string, z.input<typeof sessionShape>['staff']>();
      for (const id of new Set(page.items.map((session) => session.staffId))) {
        const account = await staff.find(principal.tenantId, id);
        if (account !== null) people.set(id, { id, name: account.name, role: account.role });
      }
      const now = clock.now();
      const shown = listJson(page, (session) => {
        const person = people.get(session.staffId);
        const isOver = session.expiresAt <= now || session.idleExpiresAt <= now;
        return person === undefined || isOver ? [] : [toShape(session, person, principal)];
      });
      return { status: 200, body: { ...shown, data: shown.data.flat() } };
    },
  });

export const sessionRoutes = (parts: SessionParts): readonly AnyRoute[] => [
  listRoute(parts),
  defineRoute({
    method: 'delete',
    path: '/v1/sessions/current',
    scope: 'session',
    tag,
    summary: 'Sign out',
    answers: { 204: { description: 'Signed out; the cookie is taken back', schema: null } },
    async handle({ principal }) {
      await endSession(parts, principal, principal.session);
      return { status: 204, headers: noSessionCookie };
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/v1/sessions/{id}',
    scope: 'self',
    tag,
    summary: 'End a session at once',
    description: 'Your own; with the scope `staff:write` those of people whose role you may give.',
    params: idParams,
    answers: { 204: { description: 'Ended', schema: null } },
    refusals: [404],
    async handle({ principal, params }) {
      const session = await parts.sessions.find(principal.tenantId, params.id);
      const isOwn = session?.staffId === principal.keyId;
      if (!isOwn && !permits(principal.scopes, 'staff:write'))
        throw new NotFound('There is no such session.');
      const account = session === null ? null : await parts.staff.find(session.tenantId, session.staffId);
      if (session === null || account === null) throw new NotFound('There is no such session.');
      if (!isOwn && !mayGive(principal, account.role))
        throw new Forbidden(`This is for whoever may give the role ${account.role}.`);
      await endSession(parts, principal, session);
      return { status: 204 };
    },
  }),
];
