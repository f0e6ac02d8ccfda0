import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Journal } from './journal.ts';
import type { SimulatedTemplate } from './simulator-options.ts';

const catalogued = z.object({
  /** A number in webhooks, a string in REST: stays a safe integer. */
  id: z.string(),
  name: z.string(),
  language: z.string(),
  body: z.string(),
  header: z.enum(['none', 'document']),
  buttons: z.array(z.string()),
  footer: z.string().nullable(),
  category: z.enum(['UTILITY', 'MARKETING', 'AUTHENTICATION']),
  status: z.enum(['APPROVED', 'PENDING']),
});
export type CataloguedTemplate = z.infer<typeof catalogued>;

const variable = /\{\{\s*([a-z0-9_]+)\s*\}\}/g;

/** Names of the variables of a text, each once, in order of appearance. */
export const variablesOf = (text: string): string[] => [
  ...new Set([...text.matchAll(variable)].map((match) => match[1] ?? '')),
];

/** Puts values in place of variables. */
export const fillIn = (text: string, values: ReadonlyMap<string, string>): string =>
  text.replace(variable, (whole, name: string) => values.get(name) ?? whole);

/** The templates of the business account, by name and exact language. */
export class TemplateCatalogue {
  readonly #templates = new Map<string, CataloguedTemplate>();
  readonly #journal: Journal;

  constructor(journal: Journal, known: readonly SimulatedTemplate[]) {
    this.#journal = journal;
    for (const template of known)
      this.#templates.set(keyOf(template), { ...withDefaults(template), status: 'APPROVED' });
  }

  restore(bodies: readonly unknown[]): void {
    for (const body of bodies) {
      const read = catalogued.safeParse(body);
      if (read.success) this.#templates.set(keyOf(read.data), read.data);
    }
  }

  find(name: string, language: string): CataloguedTemplate | null {
    return this.#templates.get(keyOf({ name, language })) ?? null;
  }

  byId(id: string): CataloguedTemplate | null {
    return this.all().find((template) => template.id === id) ?? null;
  }

  all(): CataloguedTemplate[] {
    return [...this.#templates.values()];
  }

  /** A template sent in for review, or after it. */
  put(template: SimulatedTemplate, status: CataloguedTemplate['status']): CataloguedTemplate {
    const kept = { ...withDefaults(template), status };
    this.#templates.set(keyOf(kept), kept);
    this.#journal.put('template', kept.id, kept);
    return kept;
  }

  approve(id: string): CataloguedTemplate | null {
    const template = this.byId(id);
    if (template?.status !== 'PENDING') return null;
    const approved: CataloguedTemplate = { ...template, status: 'APPROVED' };
    this.#templates.set(keyOf(approved), approved);
    this.#journal.put('template', id, approved);
    return approved;
  }

  pending(): CataloguedTemplate[] {
    return this.all().filter(({ status }) => status === 'PENDING');
  }

  /** All languages of a name. False when there is none. */
  remove(name: string): boolean {
    const found = this.all().filter((template) => template.name === name);
    for (const template of found) {
      this.#templates.delete(keyOf(template));
      this.#journal.remove('template', template.id);
    }
    return found.length > 0;
  }
}

const keyOf = ({ name, language }: { name: string; language: string }): string => `${name}/${language}`;

const withDefaults = (template: SimulatedTemplate): Omit<CataloguedTemplate, 'status'> => ({
  id: idOf(keyOf(template)),
  name: template.name,
  language: template.language,
  body: template.body,
  header: template.header,
  buttons: [...template.buttons],
  footer: template.footer ?? null,
  category: template.category ?? 'UTILITY',
});

const idOf = (key: string): string =>
  String(10 ** 14 + (parseInt(createHash('sha256').update(key).digest('hex').slice(0, 12), 16) % 10 ** 14));
