import type { ChannelEventRepository } from '../channels/channel-event.repository.ts';
import type { InboxEntry } from '../inbox/inbox.repository.ts';
import { derivedId, type ChannelId, type TenantId } from '../shared/ids.ts';
import type { NewTask } from '../tasks/new-task.ts';
import type { InboundUnit } from '../vocabulary/inbound-unit.ts';
import type { HeldTemplates } from './held-templates.ts';
import type { TemplateNews } from '../vocabulary/template-news.ts';
import type { NumberHealth } from './number-health.ts';
import type { PortfolioLimits } from './portfolio-limits.ts';

export interface ChannelNewsParts {
  channelEvents: Pick<ChannelEventRepository, 'record'>;
  openTask(tenantId: string, task: NewTask): Promise<void>;
  health: Pick<NumberHealth, 'refused' | 'restored'>;
  templates: Pick<HeldTemplates, 'hold' | 'release'>;
  /** What waits for a template is due now. */
  releaseTemplates(tenantId: string): Promise<void>;
  /** How many people may be written to in a day. */
  limits: Pick<PortfolioLimits, 'note'>;
  /** What the platform says about one template, at its own time. */
  templateNews(tenantId: string, news: TemplateNews, at: Date): Promise<void>;
}

type Account = Extract<InboundUnit, { kind: 'account' }>;

/** The code the platform refuses every message of a locked account with (platform 10). */
const accountLocked = 131031;

/**
 * What the platform tells about a number, its account or its templates becomes a record; news that sending is over or is going
 * to be reach staff as well. Doing it twice comes to the same. Entries about anything else are left alone.
 */
export const makeNoteChannelNews =
  (parts: ChannelNewsParts) =>
  async ({ id: entryId, tenantId, channelId, receivedAt, body }: InboxEntry): Promise<void> => {
    if (body.from !== 'webhook' || body.unit.kind !== 'account') return;
    const { field, at, news } = body.unit;
    if (news === undefined) return;
    const { event, subject, details } = news;
    const id = derivedId('che', entryId);
    await parts.channelEvents.record({
      ...{ id, field, event, subject, details, receivedAt },
      tenantId: tenantId as TenantId, // of our own directory
      channelId: channelId as ChannelId,
      at: at ?? receivedAt,
    });
    // Written before what waits for it is let go: whoever plans that reads it.
    if (news.template !== undefined) await parts.templateNews(tenantId, news.template, at ?? receivedAt);
    await react({ id, tenantId, channelId, receivedAt }, body.unit, parts);
    if (news.dailyLimit !== undefined)
      await parts.limits.note({ tenantId, channelId }, { ...news.dailyLimit, at: at ?? receivedAt });
  };

/** The template may be sent (again), or may not (platform 8.3); what a refusal would say, with the code it would say it with. */
const usable: ReadonlySet<string> = new Set(['APPROVED', 'REINSTATED', 'FLAGGED']);
const unusable: ReadonlyMap<string, number> = new Map([
  ['PAUSED', 132015],
  ['DISABLED', 132016],
  ['REJECTED', 132001],
  ['PENDING_DELETION', 132001],
  ['DELETED', 132001],
]);

const templateRestMs = 60 * 60_000;

const onTemplate = async (
  { tenantId, channelId, now }: { tenantId: string; channelId: string; now: Date },
  news: Account['news'],
  { templates, releaseTemplates }: ChannelNewsParts,
): Promise<void> => {
  const { subject: name, event } = news ?? { subject: null, event: null };
  if (name === null || event === null) return;
  const language = languageIn(news?.details ?? '');
  if (usable.has(event)) {
    templates.release({ channelId, name, ...(language === null ? {} : { language }) });
    await releaseTemplates(tenantId);
  }
  const code = unusable.get(event);
  if (code === undefined || language === null) return;
  const until = new Date(now.getTime() + templateRestMs);
  templates.hold({ channelId, name, language }, { since: now, until, code });
};

/** As the platform writes it: `tr`, `en_US`; webhooks have been seen with a hyphen (platform 8.6). */
const languageIn = (details: string): string | null => {
  const [, found] = /"message_template_language":\s*"([A-Za-z_-]{2,16})"/.exec(details) ?? [];
  return found?.replace('-', '_') ?? null;
};

type Told = Pick<InboxEntry, 'id' | 'tenantId' | 'channelId' | 'receivedAt'>;

const react = async (
  { id, tenantId, channelId, receivedAt }: Told,
  { field, news }: Account,
  parts: ChannelNewsParts,
): Promise<void> => {
  const { openTask, health } = parts;
  const place = { tenantId, channelId };
  if (field === 'message_template_status_update')
    await onTemplate({ ...place, now: receivedAt }, news, parts);
  const standing = news?.standing ?? null;
  if (standing === 'lost') await health.refused(place, accountLocked);
  if (standing === 'restored') await health.restored(place);
  if (standing === 'threatened')
    await openTask(tenantId, {
      ...{ id: derivedId('tsk', 'account-warning', id), conversationId: '', requestId: null },
      ...{ customerRefs: [], reason: 'account_warning', urgent: true, role: 'staff' },
      at: receivedAt.toISOString(),
      details: {
        ...{ channelId, channelEventId: id, field },
        event: news?.event ?? null,
        subject: news?.subject ?? null,
      },
    });
};
