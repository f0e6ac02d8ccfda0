/** Where a template stands with the platform (platform 8.3), in lower case; `unknown`: a word of the platform that is not in our list. */
export const templateStatuses = [
  ...([
    'pending',
    'approved',
    'rejected',
    'paused',
    'disabled',
    'flagged',
    'in_appeal',
    'reinstated',
  ] as const),
  ...(['limit_exceeded', 'locked', 'pending_deletion', 'deleted', 'archived', 'unknown'] as const),
] as const;
export type TemplateStatus = (typeof templateStatuses)[number];

export const templateCategories = ['utility', 'marketing', 'authentication', 'unknown'] as const;
export type TemplateCategory = (typeof templateCategories)[number];

export const templateQualities = ['green', 'yellow', 'red', 'unknown'] as const;
export type TemplateQuality = (typeof templateQualities)[number];

/** The platform says something about one template. */
export interface TemplateNews {
  /** The business account it belongs to. */
  accountId: string;
  templateId: string | null;
  name: string;
  /** With `_`, whatever sign the platform used. */
  language: string;
  change:
    | {
        kind: 'status';
        status: TemplateStatus;
        /** The platform's word for why; null: none was given. */
        reason: string | null;
        /** What it advises. */
        advice: string | null;
        category: TemplateCategory | null;
      }
    | { kind: 'quality'; quality: TemplateQuality }
    /** `coming`: announced, and not in force yet. */
    | { kind: 'category'; category: TemplateCategory; coming: TemplateCategory | null }
    /** Somebody changed what it says. */
    | { kind: 'content' };
}
