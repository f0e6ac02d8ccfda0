import type { AccountNews } from '../../vocabulary/account-news.ts';
import { jsonText } from './json-text.ts';
import { readDailyLimit } from './read-daily-limit.ts';
import { readTemplateNews } from './read-template-news.ts';
import { finite, identifier, record, text } from './wire-values.ts';
import type { WireRecord } from './wire-values.ts';

/**
 * Fields whose content is about the account and about nobody who writes to it (platform 2.3): what people do, their calls,
 * groups and contacts, is not among them.
 */
const newsFields: ReadonlySet<string> = new Set([
  'account_alerts',
  'account_review_update',
  'account_update',
  'business_capability_update',
  'business_username_update',
  'errors',
  'flows',
  'message_template_components_update',
  'message_template_quality_update',
  'message_template_status_update',
  'partner_solutions',
  'payment_configuration_update',
  'phone_number_name_update',
  'phone_number_quality_update',
  'security',
  'template_category_update',
  'template_correct_category_detection',
]);

/** Longer ones are kept in the raw element alone. */
const longestDetails = 64 * 1024;

/** The words the platform has for what happened, in the order of how much they say. */
const eventOf = (value: WireRecord): string | null =>
  text(value.event) ??
  text(value.decision) ??
  text(record(value.alert_info).alert_type) ??
  text(value.new_quality_score) ??
  text(value.status) ??
  text(value.new_category) ??
  (finite(value.code) === null ? null : String(finite(value.code)));

const subjectOf = (value: WireRecord): string | null =>
  text(value.message_template_name) ??
  identifier(value.display_phone_number) ??
  identifier(value.phone_number) ??
  identifier(value.entity_id) ??
  identifier(value.flow_id);

const banStanding = (state: unknown): AccountNews['standing'] => {
  if (state === 'REINSTATE') return 'restored';
  return state === 'SCHEDULE_FOR_DISABLE' ? 'threatened' : 'lost';
};

const threats: Readonly<Record<string, ReadonlySet<string>>> = {
  account_update: new Set([
    'ACCOUNT_DELETED',
    'ACCOUNT_OFFBOARDED',
    'ACCOUNT_RESTRICTION',
    'ACCOUNT_VIOLATION',
    'PARTNER_REMOVED',
  ]),
  phone_number_quality_update: new Set(['DOWNGRADE', 'FLAGGED']),
  security: new Set(['PIN_RESET_REQUEST']),
};

const standingOf = (field: string, event: string | null, value: WireRecord): AccountNews['standing'] => {
  if (field === 'account_update' && event === 'DISABLED_UPDATE')
    return banStanding(record(value.ban_info).waba_ban_state);
  if (field === 'account_alerts')
    return record(value.alert_info).alert_severity === 'CRITICAL' ? 'threatened' : null;
  return Object.hasOwn(threats, field) && threats[field]?.has(event ?? '') === true ? 'threatened' : null;
};

/** Who may be written to in a day is the portfolio's, whatever tells it: its own field, or news about a number. */
const dailyLimitOf = (field: string, value: WireRecord): AccountNews['dailyLimit'] =>
  field === 'business_capability_update' || field === 'phone_number_quality_update'
    ? readDailyLimit(
        value.max_daily_conversations_per_business ??
          value.max_daily_conversations_per_waba ??
          value.current_limit,
      )
    : undefined;

/** Null: not such a field. */
export const readNews = (field: string, value: WireRecord, accountId: string | null): AccountNews | null => {
  if (!newsFields.has(field)) return null;
  const event = eventOf(value);
  const details = jsonText(value);
  const template = readTemplateNews(field, value, accountId);
  const dailyLimit = dailyLimitOf(field, value);
  return {
    event: event?.slice(0, 128) ?? null,
    subject: subjectOf(value)?.slice(0, 512) ?? null,
    standing: standingOf(field, event, value),
    details: details.length > longestDetails ? '' : details,
    ...(template === null ? {} : { template }),
    ...(dailyLimit === undefined ? {} : { dailyLimit }),
  };
};
