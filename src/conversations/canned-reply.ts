import { hash } from 'node:crypto';
import { AppError } from '../shared/errors.ts';
import type { TenantId } from '../shared/ids.ts';
import type { Language } from '../vocabulary/language.ts';

/** What stands for something of the chat it is put into; the console fills it in before anybody sends it. */
export const replyPlaceholders = ['contact.name', 'customer.name', 'staff.name'] as const;

/** Of one tenant at most. */
export const mostReplies = 200;

/** What people write of a reply. */
export interface ReplyWords {
  /** 1 to 60 characters, in one line. */
  title: string;
  /** 1 to 20 small letters, digits and `-`; no two of a tenant have the same. */
  shortcut: string;
  /** One at least, 1 to 1,000 characters each. */
  texts: Readonly<Partial<Record<Language, string>>>;
}

/** A short text that staff put into the box of a chat. Nothing sends it by itself. */
export interface CannedReply extends ReplyWords {
  tenantId: TenantId;
  /** `rpl_…` */
  id: string;
  /** Grows with each write, and begins above all of one of before that was deleted; also what a writer has to have seen. */
  rev: number;
  updatedAt: Date;
  /** `staff:<id>` or `key:<id>`. */
  updatedBy: string;
  /** Of the words it was made with: by which a repeated order is known (`printOf`). */
  madeOf: string;
}

/** Another reply of the tenant has the shortcut. */
export class ShortcutTaken extends AppError {
  readonly code = 'shortcut_taken';
  readonly retryable = false;
  readonly problems = [{ field: 'shortcut', message: 'is the shortcut of another canned reply' }] as const;
}

/** The tenant has as many as it may have. */
export class TooManyReplies extends AppError {
  readonly code = 'too_many_replies';
  readonly retryable = false;
}

/** The same words give the same text, in whatever order they came; sealed wherever it is kept. */
export const printOf = ({ title, shortcut, texts: { tr, en, ar } }: ReplyWords): string =>
  hash('sha256', JSON.stringify([title, shortcut, tr ?? null, en ?? null, ar ?? null]));

/** Holds `{{…}}` that is no placeholder, or half of one: nobody would fill it in. */
export const hasStrangePlaceholder = (text: string): boolean =>
  /\{\{|\}\}/.test(replyPlaceholders.reduce((rest, name) => rest.replaceAll(`{{${name}}}`, '\n'), text));
