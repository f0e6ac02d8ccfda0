import type { Language } from './language.ts';

/** A tenant's own words for a template as they are in use. */
export interface OwnWording {
  /** Their name on the platform. */
  name: string;
  /** With `{{placeholders}}`. */
  body: string;
}

/** By `ownWordingKey`. */
export type OwnWordings = ReadonlyMap<string, OwnWording>;

/** By the product's name. */
export const ownWordingKey = (template: string, language: Language): string => `${template}/${language}`;
