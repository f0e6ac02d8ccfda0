import type { TemplateNews } from './template-news.ts';

/** News of the platform about an account, its templates or its numbers. */
export interface AccountNews {
  /** The platform's word for what happened: `PAUSED`, `FLAGGED`, `ACCOUNT_RESTRICTION` …; null: it gives none. */
  event: string | null;
  /** What it is about: name of a template, a number, an id; null: the account. */
  subject: string | null;
  /**
   * What it means for sending. `lost`: nothing goes out any more; `restored`: it does again; `threatened`: somebody has to
   * look, or it will be lost; null: nothing.
   */
  standing: 'lost' | 'threatened' | 'restored' | null;
  /** Everything the platform said, as JSON text. */
  details: string;
  /** What of it is about one template; left out: nothing. */
  template?: TemplateNews;
  /** How many people the portfolio may write to first within a day, null: any number; left out: it is about something else. */
  dailyLimit?: { people: number | null };
}
