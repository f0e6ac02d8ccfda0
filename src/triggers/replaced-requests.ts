import type { OpenRequest } from '../requests/request-store.ts';
import type { RequestWorkRepository } from '../requests/request-work.repository.ts';
import { repetitionOf } from './request-rules.ts';
import type { ActingRules } from './rule-action.ts';
import { tellOf } from './rule-effects.ts';

interface ReplaceParts {
  requests: Pick<RequestWorkRepository, 'findOpenByReference' | 'findOpenBefore'>;
  rules: Pick<ActingRules, 'load'>;
}

interface Replaced {
  requestId: string;
  version: number;
  conversationId: string;
}

/** The higher version counts; of two copies of one version everybody picks the same. */
const newestFirst = (a: Replaced, b: Replaced): number =>
  b.version - a.version || (a.requestId < b.requestId ? -1 : 1);

/** What an opened request takes the place of, itself among them where it is outdated already; and what stands: null: it alone is known. */
export const replacedBy = async (
  parts: ReplaceParts,
  tenantId: string,
  opened: Pick<OpenRequest, 'content' | 'rule'>,
): Promise<{ newest: Replaced | null; older: readonly Replaced[] }> => {
  const [{ newest, outdated }, superseded] = await Promise.all([
    rivalsOf(parts, tenantId, opened),
    supersededBy(parts, tenantId, opened),
  ]);
  const others = superseded.filter((one) => !outdated.some(({ requestId: id }) => id === one.requestId));
  return { newest, older: [...outdated, ...others] };
};

const rivalsOf = async (
  { requests }: ReplaceParts,
  tenantId: string,
  { content }: Pick<OpenRequest, 'content'>,
): Promise<{ newest: Replaced | null; outdated: readonly Replaced[] }> => {
  // Read after opening: of two letters about one thing that came together each now sees the other.
  const others =
    repetitionOf(content.variant) === 'always' ? [] : await requests.findOpenByReference(tenantId, content);
  const newest = [...others].sort(newestFirst)[0] ?? null;
  const outdated = others.filter((other) => other.requestId !== (newest?.requestId ?? content.requestId));
  return { newest, outdated };
};

/** What the rule told about the same account before, where it says that only the last word stands. */
const supersededBy = async (
  { requests, rules }: ReplaceParts,
  tenantId: string,
  { content, rule }: Pick<OpenRequest, 'content' | 'rule'>,
): Promise<readonly Replaced[]> => {
  if (rule === undefined) return [];
  const acting = await rules.load(tenantId, rule);
  if (acting === null || tellOf(acting)?.supersede !== true) return [];
  return requests.findOpenBefore(tenantId, { ruleId: rule.id, content });
};
