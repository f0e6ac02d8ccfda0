import type { TemplateCategory, TemplateQuality, TemplateStatus } from '../../vocabulary/template-news.ts';
import type { TemplateContent } from '../template-content.ts';

/** A business account of the platform, which holds templates; the secret is in clear here and nowhere else. */
export interface AccountAccess {
  accountId: string;
  accessToken: string;
}

/** A template as the account has it. */
export interface FoundTemplate {
  templateId: string;
  name: string;
  language: string;
  status: TemplateStatus;
  category: TemplateCategory;
  /** Announced, and not in force yet. */
  comingCategory: TemplateCategory | null;
  quality: TemplateQuality;
  /** The platform's word for why it is rejected; null: none. */
  reason: string | null;
  content: TemplateContent;
}

/** A template as it is to be reviewed. */
export interface TemplateToSubmit {
  name: string;
  language: string;
  category: TemplateCategory;
  content: TemplateContent;
  samples: readonly { name: string; sample: string }[];
  /** Of the sample of its document header, from `uploadSample`; null: it has none. */
  sampleHandle: string | null;
}

/**
 * Why the platform said no. `exists`: there is one of this name and language; `gone`: there is none under this id; `room`: the account
 * is full; `too_often`: edited too often; `busy`: too many calls; `sample`: the header's sample; `access`: token, permission or
 * account; `temporary`: its own fault; `content`: everything about the template itself.
 */
export type AccountRefusal =
  'exists' | 'gone' | 'room' | 'too_often' | 'busy' | 'sample' | 'access' | 'temporary' | 'content';

export type AccountAnswer<Value> =
  | { kind: 'done'; value: Value }
  | {
      kind: 'refused';
      refusal: AccountRefusal;
      /** Of the platform: `100`, `100.2388299`. */
      code: string;
      /** The platform's own explanation, for people; null: it gave none. */
      explanation: string | null;
    }
  /** It certainly never left. */
  | { kind: 'not_sent'; reason: string }
  /** Nobody knows whether it was done: the account has to be read. */
  | { kind: 'unknown'; reason: string };

/** The templates of an account; implemented by `src/whatsapp`. Never throws, and repeats nothing by itself. */
export interface TemplateAccount {
  /** All there are. */
  list(access: AccountAccess): Promise<AccountAnswer<readonly FoundTemplate[]>>;
  create(
    access: AccountAccess,
    template: TemplateToSubmit,
  ): Promise<AccountAnswer<Pick<FoundTemplate, 'templateId' | 'status' | 'category'>>>;
  /** Replaces everything it says; its category where that is given and it is not approved. */
  edit(
    access: AccountAccess,
    templateId: string,
    template: TemplateToSubmit,
    options: { withCategory: boolean },
  ): Promise<AccountAnswer<null>>;
  /** Answers the handle by which templates name it. */
  uploadSample(
    access: AccountAccess,
    file: { name: string; mimeType: string; bytes: Uint8Array },
  ): Promise<AccountAnswer<string>>;
}
