import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Journal } from './journal.ts';
import type { SimulatedTemplate } from './simulator-options.ts';

/** Of platform 8.3. */
export const templateStatuses = [
  ...([
    'PENDING',
    'APPROVED',
    'REJECTED',
    'PAUSED',
    'DISABLED',
    'FLAGGED',
    'IN_APPEAL',
    'REINSTATED',
  ] as const),
  ...(['LIMIT_EXCEEDED', 'LOCKED', 'PENDING_DELETION', 'DELETED', 'ARCHIVED'] as const),
] as const;
export const templateCategories = ['UTILITY', 'MARKETING', 'AUTHENTICATION'] as const;
export const qualityScores = ['GREEN', 'YELLOW', 'RED', 'UNKNOWN'] as const;

const catalogued = z.object({
  /** A number in webhooks, a string in REST: stays a safe integer. */
  id: z.string(),
  name: z.string(),
  language: z.string(),
  body: z.string(),
  header: z.enum(['none', 'document']),
  buttons: z.array(z.string()),
  footer: z.string().nullable(),
  category: z.enum(templateCategories),
  status: z.enum(templateStatuses),
  /** Examples by variable. */
  samples: z.record(z.string(), z.string()).default({}),
  /** Of the sample of a document header. */
  headerHandle: z.string().nullable().default(null),
  quality: z.enum(qualityScores).default('UNKNOWN'),
  rejectedReason: z.string().default('NONE'),
  previousCategory: z.enum(templateCategories).nullable().default(null),
  /** Announced, and not in force yet. */
  correctCategory: z.enum(templateCategories).nullable().default(null),
  /** When it was edited while it was approved, in milliseconds. */
  edits: z.array(z.number()).default([]),
  /** How often its quality paused it. */
  pauses: z.number().int().default(0),
  pausedUntil: z.number().nullable().default(null),
  createdAt: z.number().default(0),
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

/** May it be sent? Low quality alone does not stop it. */
export const isSendable = ({ status }: Pick<CataloguedTemplate, 'status'>): boolean =>
  status === 'APPROVED' || status === 'FLAGGED' || status === 'REINSTATED';

/** The templates of the business account, by name and exact language. */
export class TemplateCatalogue {
  readonly #templates = new Map<string, CataloguedTemplate>();
  readonly #journal: Journal;

  constructor(journal: Journal, known: readonly SimulatedTemplate[]) {
    this.#journal = journal;
    for (const template of known)
      this.#templates.set(keyOf(template), templateOf(template, { status: 'APPROVED' }));
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

  /** A template sent in for review. */
  add(template: SimulatedTemplate, details: Partial<CataloguedTemplate>): CataloguedTemplate {
    return this.#put(templateOf(template, { status: 'PENDING', ...details }));
  }

  /** Null: it is gone. */
  change(id: string, changes: Partial<CataloguedTemplate>): CataloguedTemplate | null {
    const template = this.byId(id);
    return template === null ? null : this.#put({ ...template, ...changes });
  }

  pending(): CataloguedTemplate[] {
    return this.all().filter(({ status }) => status === 'PENDING');
  }

  /** All languages of a name, or the one with this id. False when there is none. */
  remove(name: string, id: string | null = null): boolean {
    const found = this.all().filter(
      (template) => template.name === name && (id === null || template.id === id),
    );
    for (const template of found) {
      this.#templates.delete(keyOf(template));
      this.#journal.remove('template', template.id);
    }
    return found.length > 0;
  }

  #put(template: CataloguedTemplate): CataloguedTemplate {
    this.#templates.set(keyOf(template), template);
    this.#journal.put('template', template.id, template);
    return template;
  }
}

const keyOf = ({ name, language }: { name: string; language: string }): string => `${name}/${language}`;

const templateOf = (
  template: SimulatedTemplate,
  details: Partial<CataloguedTemplate> & Pick<CataloguedTemplate, 'status'>,
): CataloguedTemplate =>
  catalogued.parse({
    id: idOf(keyOf(template)),
    name: template.name,
    language: template.language,
    body: template.body,
    header: template.header,
    buttons: [...template.buttons],
    footer: template.footer ?? null,
    category: template.category ?? 'UTILITY',
    samples: Object.fromEntries(variablesOf(template.body).map((name) => [name, name])),
    ...details,
  });

const idOf = (key: string): string =>
  String(10 ** 14 + (parseInt(createHash('sha256').update(key).digest('hex').slice(0, 12), 16) % 10 ** 14));
