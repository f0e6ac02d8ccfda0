import type { TextLanguage } from './common-texts.ts';

/** Weighed in grams, money, or counted: decides the words beside an amount and which words of a reply may mean it. */
export const unitKinds = ['weight', 'money', 'pieces'] as const;
export type UnitKind = (typeof unitKinds)[number];

/** What is known of one unit (domain 2.5). Names of the shipped ones are in `locales/<lang>/common.json` under `unit`. */
export interface Unit {
  code: string;
  kind: UnitKind;
  /** Decimals the business system keeps; a reply with more of them cannot be meant for this unit. */
  decimalsStored: number;
  /** Decimals always shown; further digits are shown only where they are not zero. */
  decimalsShown: number;
}

/** `platin (gram)`, `Platin` (fits a button), `g platin` (behind a figure). */
export interface UnitNames {
  name: string;
  short: string;
  suffix: string;
}

/** A unit that a tenant made (ADR 0055). Code, kind, decimals and carat never change; names and words may. */
export interface OwnUnit extends Unit {
  /** Of gold weighed by its carat: it is read however a carat is written («8 ayar», «8k», «عيار 8»). Null: none. */
  carat: number | null;
  names: { readonly [language in TextLanguage]: UnitNames };
  /** Words customers write for it, as they were given. */
  words: { readonly [language in TextLanguage]: readonly string[] };
  /** Nothing new is taken in it; what is stored in it is shown and compared as before. */
  isRetired: boolean;
}

/** The units of one tenant beside the shipped ones, retired ones too. */
export interface OwnUnits {
  find(code: string): OwnUnit | null;
  readonly all: readonly OwnUnit[];
}

export const ownUnitsOf = (all: readonly OwnUnit[]): OwnUnits => {
  const byCode = new Map(all.map((unit) => [unit.code, unit]));
  return { all, find: (code) => byCode.get(code) ?? null };
};

export const noOwnUnits: OwnUnits = ownUnitsOf([]);
