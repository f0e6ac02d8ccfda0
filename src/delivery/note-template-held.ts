import type { TemplateOut } from '../vocabulary/template-standing.ts';
import type { DeliveryWorkerParts } from './delivery-worker-parts.ts';
import type { HeldTemplate } from './held-templates.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import { saidAs } from './said-as.ts';

/**
 * Its template is out of use. `held`: as the platform refused it, so that its next messages wait without being refused one by one; `out`:
 * as the account said. Staff hears of it once a day.
 */
export const noteTemplateHeld = async (
  { templates, health, templateOut }: Pick<DeliveryWorkerParts, 'templates' | 'health' | 'templateOut'>,
  entry: OutboxEntry,
  { held, out }: { held?: HeldTemplate; out?: TemplateOut | undefined },
): Promise<void> => {
  const { template } = saidAs(entry);
  if (template === null) return;
  const { name, language } = template;
  const place = { channelId: entry.channelId, name, language };
  if (held !== undefined) templates.hold(place, held);
  const code = templates.heldOf(place)?.code ?? null;
  await health.templateHeld(entry, { name, language, code, out: out ?? (await templateOut(entry)) });
};

/** The platform took it: what this process was refused of its template is over. */
export const noteTemplateTaken = (
  { templates }: Pick<DeliveryWorkerParts, 'templates'>,
  entry: OutboxEntry,
): void => {
  const { template } = saidAs(entry);
  if (template !== null)
    templates.release({ channelId: entry.channelId, name: template.name, language: template.language });
};
