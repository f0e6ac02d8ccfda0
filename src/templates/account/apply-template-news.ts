import type { TemplateNews } from '../../vocabulary/template-news.ts';
import { unknownTemplate, type AccountTemplate, type TemplateFacts } from './account-template.ts';
import { settleChanges, tellChange, tellReturn, wantedByName, wantedOf } from './template-changes.ts';
import type { TemplateParts } from './template-parts.ts';

/** The platform tells whole seconds of its own clock: news this much older than what is known may still be the newer. */
const blurMs = 2_000;

const factsOf = ({ templateId, change }: TemplateNews): Partial<TemplateFacts> => {
  const id = templateId === null ? {} : { templateId };
  switch (change.kind) {
    case 'status': {
      const { status, reason, advice, category } = change;
      const isGone = status === 'deleted';
      return {
        ...(isGone ? { templateId: null } : id),
        ...{ status, reason, advice },
        ...(category === null || category === 'unknown' ? {} : { category, comingCategory: null }),
      };
    }
    case 'quality':
      return { ...id, quality: change.quality };
    case 'category':
      return { ...id, category: change.category, comingCategory: change.coming };
    case 'content':
      return id;
  }
};

/** Facts of which something newer is known are left out; the others, and since when they count. */
const fresh = (
  before: AccountTemplate | null,
  facts: Partial<TemplateFacts>,
  at: Date,
): Partial<TemplateFacts> => {
  if (before === null) return facts;
  const isOld = (since: Date): boolean => at.getTime() + blurMs < since.getTime();
  const isRead = before.readAt !== null && isOld(before.readAt);
  const left = { ...facts };
  if (isRead || isOld(before.statusAt)) {
    delete left.status;
    delete left.reason;
    delete left.advice;
  }
  if (isRead || isOld(before.categoryAt)) {
    delete left.category;
    delete left.comingCategory;
  } else if (facts.category === before.category && facts.comingCategory === null) {
    // A status names the category by the way; what was announced of it still is.
    left.comingCategory = facts.status === undefined ? null : before.comingCategory;
  }
  if (isRead || isOld(before.qualityAt)) delete left.quality;
  return left;
};

const later = (one: Date, other: Date | undefined): Date =>
  other !== undefined && other > one ? other : one;

type NewsParts = Omit<TemplateParts, 'account' | 'owner' | 'leaseMs' | 'logger'>;

/**
 * What the platform tells about a template: written, told to staff, and followed. News may come twice, late and in any order; done again,
 * it comes to the same.
 */
export const makeApplyTemplateNews =
  (parts: NewsParts) =>
  async (tenantId: string, news: TemplateNews, at: Date): Promise<void> => {
    const { accountId, name, language } = news;
    const wanted = wantedByName(await parts.wordings.list(tenantId));
    const key = { accountId, name, language };
    const before = await parts.templates.find(tenantId, key);
    // Of templates the tenant has made for other things nothing is kept.
    if (before === null && wantedOf(wanted, key) === null) return;
    const facts = fresh(before, factsOf(news), at);
    const since = [before?.statusAt, before?.categoryAt, before?.qualityAt].reduce<Date>(later, at);
    const after = { ...(before ?? unknownTemplate(tenantId, key)), ...facts };
    const dated = {
      ...after,
      ...(facts.status === undefined ? {} : { statusAt: at }),
      ...(facts.category === undefined ? {} : { categoryAt: at }),
    };
    await tellChange(parts, tenantId, { before, after: dated }, wantedOf(wanted, key));
    await parts.templates.note(tenantId, [{ key, facts, at: since }]);
    await settleChanges(parts, tenantId);
    await tellReturn(parts, tenantId, { before, after });
    // What it says now is read: the news names parts of it alone.
    if (news.change.kind === 'content') parts.readSoon(tenantId);
  };
