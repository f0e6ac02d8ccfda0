import { z } from 'zod';
import type { CustomerRepository } from '../customers/customer.repository.ts';
import type { Clock } from '../shared/clock.ts';
import { NotFound, ValidationFailed } from '../shared/errors.ts';
import type { TenantId } from '../shared/ids.ts';
import type { Json } from '../shared/json.ts';
import type { Page, PageRequest } from '../shared/page.ts';
import {
  dropDraft,
  publishRule,
  saveDraft,
  undoChange,
  withdrawRule,
  type Edit,
  type EditParts,
} from '../triggers/rules/edit-rules.ts';
import type { RuleBook } from '../triggers/rules/rule-book.ts';
import { ruleId, ruleInputSchema, ruleOf, type RuleInput } from '../triggers/rules/rule-schema.ts';
import { calendarOf, type CalendarParts } from '../triggers/calendar/calendar-of.ts';
import { nextDates } from '../triggers/calendar/schedule-dates.ts';
import type { TemplateParts } from '../templates/account/template-parts.ts';
import { lookOver, type WarningParts } from '../triggers/rules/rule-warnings.ts';
import type { RuleFilter, RuleRepository } from '../triggers/rules/rule.repository.ts';
import type { RuleRecord } from '../triggers/rules/rule.ts';
import { shippedRules, type ShippedRule } from '../triggers/rules/shipped-rules.ts';
import { refuseForbiddenWords, type Written } from '../words/refuse-forbidden-words.ts';
import { defineRoute, type AnyRoute, type RouteAnswer } from './define-route.ts';
import { etagOf } from './if-match.ts';
import { listJson, listSchema, pageFields, pageQuery, pageRequestOf } from './page-query.ts';
import { nameOf, type Principal } from './principal.ts';
import { ruleTemplatesOf } from './template-uses.ts';
import { hiddenFrom, isVisible, refuseHidden, visibleRule } from './trigger-visibility.ts';
import {
  toShippedShape,
  toTriggerShape,
  toVersionShape,
  triggerShape,
  triggerVersionShape,
} from './trigger-shape.ts';

export interface TriggerParts {
  rules: RuleRepository;
  ruleBook: Pick<RuleBook, 'rulesOn' | 'inUse' | 'forget'>;
  /** Drafts were written that may be in the shadow. */
  shadowChanged(tenantId: string): void;
  customTypes: EditParts['customTypes'];
  templateParts: Pick<TemplateParts, 'wordings'>;
  units: EditParts['units'];
  calendar: CalendarParts;
  customers: Pick<CustomerRepository, 'find' | 'listReached'>;
  clock: Clock;
}

const tag = 'Triggers';
export const triggerParams = z.object({ id: ruleId });
const versionParams = z.object({
  id: ruleId,
  version: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'must be a number')
    .transform(Number),
});

/** Words of our own addresses. */
const reserved: ReadonlySet<string> = new Set(['types', 'calendar']);

const editOf = (principal: Principal, { id }: { id: string }, ifMatch: number | null): Edit => ({
  tenantId: principal.tenantId,
  id,
  by: nameOf(principal),
  rev: ifMatch,
});

const editParts = ({
  rules,
  ruleBook,
  shadowChanged,
  customTypes,
  units,
  clock,
  templateParts,
}: TriggerParts): EditParts => ({
  ...{ rules, customTypes, units, clock },
  templatesOf: (tenantId) => ruleTemplatesOf(templateParts, tenantId),
  inUse: (tenantId) => ruleBook.inUse(tenantId),
  forget: (tenantId) => {
    ruleBook.forget(tenantId);
    shadowChanged(tenantId);
  },
});

const warningParts = ({
  ruleBook,
  customers,
  calendar,
  clock,
  templateParts,
}: TriggerParts): WarningParts => ({
  templatesOf: (tenantId) => ruleTemplatesOf(templateParts, tenantId),
  rulesOn: (tenantId, type) => ruleBook.rulesOn(tenantId, type),
  // The tenant of a caller is one of the tenants.
  customersReached: (tenantId, filter, page) => customers.listReached(tenantId as TenantId, filter, page),
  isCustomer: async (tenantId, ref) => (await customers.find(tenantId as TenantId, ref)) !== null,
  settingsOf: (tenantId) => calendar.tenants.settingsOf(tenantId),
  now: () => clock.now(),
  nextDate: async (tenantId, schedule) => {
    const now = clock.now();
    const known = await calendarOf(calendar, tenantId, { from: now, until: now });
    return nextDates(schedule, now, 1, known)[0] ?? null;
  },
});

const answer = async (
  parts: TriggerParts,
  record: RuleRecord,
  { countsReach }: { countsReach: boolean },
): Promise<RouteAnswer> => {
  const { tenantId, id, draft, published, rev } = record;
  const rule = draft?.rule ?? published?.rule;
  const seen =
    rule === undefined
      ? { warnings: [] }
      : await lookOver(warningParts(parts), tenantId, { id, rule, countsReach });
  return { status: 200, body: toTriggerShape(record, seen), headers: etagOf(rev) };
};

const listQuery = z.strictObject({
  ...pageFields,
  on: z.string().min(1).max(80).optional(),
  inUse: z.enum(['yes', 'no']).optional(),
});

type Shown = { id: string; record: RuleRecord | null; shipped: ShippedRule | null };

/** Rules of the tenant and those of the product, as one list by id. */
const listAll = async (
  { rules }: TriggerParts,
  tenantId: string,
  filter: RuleFilter,
  page: PageRequest,
): Promise<Page<Shown>> => {
  const own = await rules.list(tenantId, filter, page);
  const shipped = [...shippedRules().values()].filter(
    ({ id, rule }) =>
      !(filter.exceptOn ?? []).includes(rule.on) &&
      (page.after === null || id > page.after.id) &&
      (filter.on === undefined || filter.on === rule.on) &&
      filter.isPublished !== false,
  );
  const all = [
    ...own.items.map((record): Shown => ({ id: record.id, record, shipped: null })),
    ...shipped.map((rule): Shown => ({ id: rule.id, record: null, shipped: rule })),
  ].sort((one, other) => (one.id < other.id ? -1 : 1));
  const items = all.slice(0, page.limit);
  const last = items.at(-1);
  const hasMore = all.length > page.limit || own.next !== null;
  return { items, next: hasMore && last !== undefined ? { key: last.id, id: last.id } : null };
};

const readingRoutes = (parts: TriggerParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'get',
    path: '/v1/triggers',
    scope: 'triggers:read',
    tag,
    summary: 'List rules by id, those of the product among them',
    query: listQuery,
    answers: { 200: { description: 'A page of rules', schema: listSchema(triggerShape) } },
    async handle({ principal, query: { on, inUse, ...query } }) {
      const filter = {
        ...(on === undefined ? {} : { on }),
        ...(inUse === undefined ? {} : { isPublished: inUse === 'yes' }),
        exceptOn: hiddenFrom(principal),
      };
      const page = await listAll(parts, principal.tenantId, filter, pageRequestOf(query));
      return {
        status: 200,
        body: listJson(page, ({ record, shipped }) =>
          record === null ? toShippedShape(shipped as ShippedRule) : toTriggerShape(record),
        ),
      };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/v1/triggers/{id}',
    scope: 'triggers:read',
    tag,
    summary: 'Read a rule: what is in use, the draft beside it, and what was done to it',
    description:
      '`reach=yes` also counts whom it would ask or tell by the books of this moment (`reach`, and the warning `reaches_nobody`), which reads thousands of customers.',
    params: triggerParams,
    query: z.strictObject({ reach: z.enum(['yes', 'no']).optional() }),
    answers: { 200: { description: 'The rule', schema: triggerShape } },
    refusals: [404],
    async handle({ principal, params, query: { reach } }) {
      const shipped = shippedRules().get(params.id);
      if (shipped !== undefined && isVisible(principal, shipped.rule.on))
        return { status: 200, body: toShippedShape(shipped), headers: etagOf(0) };
      return answer(parts, await visibleRule(parts.rules, principal, params.id), {
        countsReach: reach === 'yes',
      });
    },
  }),
];

const versionRoutes = (parts: TriggerParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'get',
    path: '/v1/triggers/{id}/versions',
    scope: 'triggers:read',
    tag,
    summary: 'List the versions a rule was in use as, newest first',
    params: triggerParams,
    query: pageQuery,
    answers: { 200: { description: 'A page of versions', schema: listSchema(triggerVersionShape) } },
    refusals: [404],
    async handle({ principal, params, query }) {
      const { tenantId, id } = await visibleRule(parts.rules, principal, params.id);
      const page = await parts.rules.listVersions(tenantId, id, pageRequestOf(query));
      return { status: 200, body: listJson(page, toVersionShape) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/v1/triggers/{id}/versions/{version}',
    scope: 'triggers:read',
    tag,
    summary: 'Read a version of a rule as it was in use',
    params: versionParams,
    answers: { 200: { description: 'The version', schema: triggerVersionShape } },
    refusals: [404],
    async handle({ principal, params }) {
      await visibleRule(parts.rules, principal, params.id);
      const found = await parts.rules.findVersion(principal.tenantId, params);
      if (found === null) throw new NotFound('There is no such version.');
      return { status: 200, body: toVersionShape(found) };
    },
  }),
];

const checkId = ({ id }: { id: string }, body: RuleInput): void => {
  if (reserved.has(id))
    throw new ValidationFailed([{ field: 'path.id', message: 'is an address of its own' }]);
  if (body.id !== undefined && body.id !== id)
    throw new ValidationFailed([{ field: 'id', message: 'must be the id of the path' }]);
};

/** Words a rule writes into events: customers may come to read them (domain 6.3-b). */
const writtenTexts = ({ then }: RuleInput): Written[] =>
  then.flatMap((action, at) =>
    'data' in action && action.data !== undefined
      ? [[`then[${at}].data`, action.data as Json] satisfies Written]
      : [],
  );

const changes = [
  [
    'publish',
    publishRule,
    'Bring the draft into use as a new version',
    'Counts from the next event on; in other processes after `RULES_REFRESH_MS`. Events that were chosen before go on under the version they were chosen by.',
  ],
  ['withdraw', withdrawRule, 'Take a rule out of use', 'The draft and all versions stay.'],
  [
    'undo',
    undoChange,
    'Undo the last publishing or withdrawing',
    'What was in use before is in use again, as a new version; or nothing is, where nothing was.',
  ],
] as const;

const writingRoutes = (parts: TriggerParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'put',
    path: '/v1/triggers/{id}/draft',
    scope: 'triggers:write',
    tag,
    summary: 'Write the draft of a rule, and make the rule where there is none',
    description:
      'Refused with everything that cannot be, by name; what a person should look at comes as `warnings`. Nothing of it counts before it is published. ' +
      '`If-Match: "0"` only makes a new rule.',
    params: triggerParams,
    body: ruleInputSchema,
    answers: { 200: { description: 'The rule with its draft', schema: triggerShape } },
    refusals: [409, 412, 413, 415],
    async handle({ principal, params, body, ifMatch }) {
      checkId(params, body);
      refuseForbiddenWords(...writtenTexts(body));
      await refuseHidden(parts.rules, principal, { id: params.id, on: body.on });
      const record = await saveDraft(editParts(parts), editOf(principal, params, ifMatch), ruleOf(body));
      return answer(parts, record, { countsReach: true });
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/v1/triggers/{id}/draft',
    scope: 'triggers:write',
    tag,
    summary: 'Take the draft of a rule away',
    description: 'What is in use stays.',
    params: triggerParams,
    answers: { 200: { description: 'The rule', schema: triggerShape } },
    refusals: [404, 409, 412],
    async handle({ principal, params, ifMatch }) {
      await refuseHidden(parts.rules, principal, params);
      const record = await dropDraft(editParts(parts), editOf(principal, params, ifMatch));
      return answer(parts, record, { countsReach: false });
    },
  }),
  ...changes.map(([name, change, summary, description]) =>
    defineRoute({
      method: 'post',
      path: `/v1/triggers/{id}/${name}`,
      scope: 'triggers:write',
      tag,
      ...{ summary, description },
      params: triggerParams,
      answers: { 200: { description: 'The rule', schema: triggerShape } },
      refusals: [404, 409, 412],
      async handle({ principal, params, ifMatch }) {
        await refuseHidden(parts.rules, principal, params);
        const record = await change(editParts(parts), editOf(principal, params, ifMatch));
        return answer(parts, record, { countsReach: name === 'publish' });
      },
    }),
  ),
];

/** Rules from events to what happens: read, written, brought into use (ADR 0043). */
export const triggerRoutes = (parts: TriggerParts): readonly AnyRoute[] => [
  ...readingRoutes(parts),
  ...versionRoutes(parts),
  ...writingRoutes(parts),
];
