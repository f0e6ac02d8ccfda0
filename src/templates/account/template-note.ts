import type { Language } from '../../vocabulary/language.ts';
import type { TemplateContent } from '../template-content.ts';
import type { Wording } from './wording.ts';

export const templateActs = [
  ...(['made', 'deleted'] as const),
  ...(['drafted', 'draft_deleted', 'submitted', 'used', 'withdrawn', 'queued'] as const),
] as const;

/** Own words as they were and as they are; null: there are none, the product's are said. */
interface WordingStep {
  /** `made`, `deleted`: a template of the tenant's own; `submitted`: a draft became a version; `used`: messages are said in it from now on. */
  what: Exclude<(typeof templateActs)[number], 'queued'>;
  before: Wording | null;
  after: Wording | null;
}

/** A template on its way to an account: what is there, and what shall be. */
interface SentStep {
  what: 'queued';
  accountId: string;
  before: TemplateContent | null;
  after: TemplateContent;
}

/** What somebody did with a template, for the audit log; written before it is done. */
export type TemplateNote = {
  tenantId: string;
  /** The name of the product, or the tenant's own; with `queued`, the name on the platform. */
  template: string;
  language: Language;
  by: string;
  at: Date;
  /** The revision of the words that was seen: the same step of the same revision is one entry. */
  rev: number;
} & (WordingStep | SentStep);
