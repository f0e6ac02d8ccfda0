import type { TemplateNews } from '../../vocabulary/template-news.ts';
import { categoryOf, languageOf, qualityOf, reasonOf, statusOf } from './template-wire.ts';
import { identifier, record, text } from './wire-values.ts';
import type { WireRecord } from './wire-values.ts';

const changeOf = (field: string, value: WireRecord): TemplateNews['change'] | null => {
  switch (field) {
    case 'message_template_status_update': {
      const event = text(value.event);
      const rejection = record(value.rejection_info);
      return {
        kind: 'status',
        // Back from the archive, it is as it was.
        status: event === 'UNARCHIVED' ? 'approved' : statusOf(event),
        reason: reasonOf(value.reason) ?? text(record(value.other_info).title),
        advice: text(rejection.recommendation) ?? text(record(value.other_info).description),
        category:
          value.message_template_category === undefined ? null : categoryOf(value.message_template_category),
      };
    }
    case 'message_template_quality_update':
      return { kind: 'quality', quality: qualityOf(value.new_quality_score) };
    case 'template_category_update':
      // In the warning `new_category` is the one still in force (platform 2.3).
      return {
        kind: 'category',
        category: categoryOf(value.new_category),
        coming: value.correct_category === undefined ? null : categoryOf(value.correct_category),
      };
    case 'message_template_components_update':
      return { kind: 'content' };
    default:
      return null;
  }
};

/** News about one template; null: the field is about something else, or names none. */
export const readTemplateNews = (
  field: string,
  value: WireRecord,
  accountId: string | null,
): TemplateNews | null => {
  const name = text(value.message_template_name);
  const language = languageOf(value.message_template_language);
  const change = changeOf(field, value);
  if (name === null || language === null || change === null || accountId === null) return null;
  return { accountId, templateId: identifier(value.message_template_id), name, language, change };
};
