import type { ConversationScript, ScriptStep } from './script.ts';
import { templateDefinitions } from '../../src/templates/template-definitions.ts';

/** What one dialog takes. All of it is paid for, as what the platform charges it as (platform 9.6). */
export interface DialogMessages {
  name: string;
  title: string;
  total: number;
  /** By category of what is charged: `utility` …, and `service` for words in the chat. */
  charged: ReadonlyMap<string, number>;
  /** Prompts, in the order people got them. */
  says: readonly string[];
}

const categories = new Map(templateDefinitions().map(({ name, category }) => [name, category.toLowerCase()]));

const chargedAs = ({ template }: ScriptStep): string => {
  if (template === undefined) return 'service';
  const category = categories.get(template);
  if (category === undefined) throw new Error(`unknown template ${template}`);
  return category;
};

/** Every message that is sent is in its script, which the conversations' tests prove: so they are counted there. */
export const messagesOf = (name: string, { title, steps }: ConversationScript): DialogMessages => {
  const seen = steps.filter(({ sees }) => sees !== undefined);
  const charged = new Map<string, number>();
  for (const step of seen) charged.set(chargedAs(step), (charged.get(chargedAs(step)) ?? 0) + 1);
  const says = seen.map((step, index) => {
    if (step.says === undefined) throw new Error(`${name}: message ${index + 1} does not say what it is for`);
    return step.says;
  });
  return { name, title, total: seen.length, charged, says };
};

/** `reconciliation.letter, recap, recordedAgreed`: a dialog is named where another one begins to speak. */
const purposes = (says: readonly string[]): string =>
  says
    .map((prompt, index) => {
      const [dialog = '', key = ''] = prompt.split('.');
      return says[index - 1]?.startsWith(`${dialog}.`) ? key : prompt;
    })
    .join(', ');

const rowOf = ({ name, title, total, charged, says }: DialogMessages): string => {
  const counts = [total, charged.get('utility') ?? 0, charged.get('service') ?? 0];
  return `| [\`${name}\`](../fixtures/conversations/${name}.json) | ${title} | ${counts.join(' | ')} | ${purposes(says)} |`;
};

export const tableOfMessages = (dialogs: readonly DialogMessages[]): string =>
  [
    '| dialog | as it goes | paid messages | of them templates | in the chat | each is |',
    '|---|---|---|---|---|---|',
    ...dialogs.map(rowOf),
  ].join('\n');

/** Paid messages of each dialog, as a page has them. */
export const countsOn = (page: string): ReadonlyMap<string, number> =>
  new Map(
    [...page.matchAll(/^\| \[`([\w-]+)`\]\([^)]+\) \|[^|]+\| (\d+) \|/gm)].map(([, name = '', total]) => [
      name,
      Number(total),
    ]),
  );

const [begin, end] = ['<!-- messages: made -->', '<!-- messages: end -->'];

/** The page with this table in the place of the one it has. */
export const withTable = (page: string, table: string): string => {
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error('the page has no place for the table');
  return `${before}${begin}\n\n${table}\n\n${end}${after}`;
};
