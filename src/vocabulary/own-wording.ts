import type { Language } from './language.ts';

/** A tenant's own words for a template as they are in use. */
export interface OwnWording {
  /** Their name on the platform. */
  name: string;
  /** With `{{placeholders}}`. */
  body: string;
  /** Of a template that the tenant made: the product's it stands in for (ADR 0068). Left out: they are for the product's itself. */
  base?: string;
}

/** Why a template that a rule chose is not said: a status of the platform where that is why. */
export interface UnsaidWording {
  base: string;
  /** `no_words`: none in this language; `withdrawn`, `deleted`: by somebody; `not_approved`, `paused`, `rejected` …. */
  because: string;
}

/** By `ownWordingKey`. */
export type OwnWordings = ReadonlyMap<string, OwnWording | UnsaidWording>;

/** By the product's name, or that of a template that the tenant made. */
export const ownWordingKey = (template: string, language: Language): string => `${template}/${language}`;
