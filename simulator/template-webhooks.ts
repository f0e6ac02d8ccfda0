import type { CataloguedTemplate } from './template-catalogue.ts';
import type { BusinessNumber } from './webhook-shapes.ts';

/** Bodies of webhooks about templates, member by member as Meta sends them (platform 2.3). */

const envelope = (business: BusinessNumber, at: number, field: string, value: object): object => ({
  object: 'whatsapp_business_account',
  entry: [{ id: business.wabaId, time: Math.floor(at / 1000), changes: [{ value, field }] }],
});

const named = ({ id, name, language }: Pick<CataloguedTemplate, 'id' | 'name' | 'language'>): object => ({
  message_template_id: Number(id),
  message_template_name: name,
  message_template_language: language,
});

/** What a status update says besides the status. */
export interface StatusNews {
  /** `PROMOTIONAL`, `INVALID_FORMAT` …; left out: `NONE`. */
  reason?: string | undefined;
  /** `FIRST_PAUSE`, `SECOND_PAUSE`, `UNPAUSE`, `DISABLED`. */
  title?: string | undefined;
  recommendation?: string | undefined;
}

/** `event` may be one that is no status of its own, such as `UNARCHIVED`. */
export const templateStatusWebhook = (
  business: BusinessNumber,
  template: CataloguedTemplate,
  { event, reason = 'NONE', title, recommendation }: StatusNews & { event: string },
  at: number,
): object =>
  envelope(business, at, 'message_template_status_update', {
    event,
    ...named(template),
    reason,
    message_template_category: template.category,
    ...(title === undefined ? {} : { other_info: { title, description: 'The simulator says so.' } }),
    ...(event === 'DISABLED' ? { disable_info: { disable_date: Math.floor(at / 1000) } } : {}),
    ...(recommendation === undefined ? {} : { rejection_info: { reason, recommendation } }),
  });

export const templateQualityWebhook = (
  business: BusinessNumber,
  template: CataloguedTemplate,
  previous: string,
  at: number,
): object =>
  envelope(business, at, 'message_template_quality_update', {
    previous_quality_score: previous,
    new_quality_score: template.quality,
    ...named(template),
  });

/** Done where nothing is announced any more; else the warning, in which `new_category` is the one still in force. */
export const templateCategoryWebhook = (
  business: BusinessNumber,
  template: CataloguedTemplate,
  at: number,
): object =>
  envelope(business, at, 'template_category_update', {
    ...named(template),
    ...(template.correctCategory === null
      ? { previous_category: template.previousCategory, new_category: template.category }
      : {
          correct_category: template.correctCategory,
          new_category: template.category,
          category_update_timestamp: Math.floor(at / 1000) + 86_400,
        }),
  });

export const templateComponentsWebhook = (
  business: BusinessNumber,
  template: CataloguedTemplate,
  at: number,
): object =>
  envelope(business, at, 'message_template_components_update', {
    ...named(template),
    message_template_element: template.body,
    ...(template.footer === null ? {} : { message_template_footer: template.footer }),
    ...(template.buttons.length === 0
      ? {}
      : {
          message_template_buttons: template.buttons.map((text) => ({
            message_template_button_type: 'QUICK_REPLY',
            message_template_button_text: text,
          })),
        }),
  });
