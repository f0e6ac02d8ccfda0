import type { World } from './world.ts';

/** What the mock platform was asked to send, newest last, in the words of a reader. */
export interface SentMessage {
  to: string | null;
  kind: 'template' | 'buttons' | 'list' | 'text' | 'document' | 'other';
  text: string;
  template: string | null;
  language: string | null;
  choices: { id: string; title: string }[];
  messageId: string;
}

type Body = Record<string, unknown>;
const at = (value: unknown, ...path: (string | number)[]): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Body | undefined)?.[key as string], value);
const list = (value: unknown): Body[] => (Array.isArray(value) ? (value as Body[]) : []);

export const sentMessages = (world: Pick<World, 'graph'>): SentMessage[] =>
  world.graph.messages.map(({ body, to, messageId }) => {
    const type = String(body.type);
    if (type === 'template') {
      const components = list(at(body, 'template', 'components'));
      const parameters = components.filter((one) => one.type === 'body').flatMap((one) => list(one.parameters));
      return {
        to,
        messageId,
        kind: 'template',
        template: String(at(body, 'template', 'name')),
        language: String(at(body, 'template', 'language', 'code')),
        text: parameters.map((one) => String(one.text)).join(' | '),
        choices: components
          .filter((one) => one.type === 'button')
          .map((one) => ({ id: String(at(list(one.parameters)[0], 'payload')), title: '' })),
      };
    }
    const base = { to, messageId, template: null, language: null };
    if (type === 'text') return { ...base, kind: 'text', text: String(at(body, 'text', 'body')), choices: [] };
    if (type === 'document') return { ...base, kind: 'document', text: String(at(body, 'document', 'caption')), choices: [] };
    if (type !== 'interactive') return { ...base, kind: 'other', text: '', choices: [] };
    const text = String(at(body, 'interactive', 'body', 'text'));
    if (at(body, 'interactive', 'type') === 'list') {
      const rows = list(at(body, 'interactive', 'action', 'sections')).flatMap((section) => list(section.rows));
      return { ...base, kind: 'list', text, choices: rows.map(({ id, title }) => ({ id: String(id), title: String(title) })) };
    }
    const buttons = list(at(body, 'interactive', 'action', 'buttons'));
    return {
      ...base,
      kind: 'buttons',
      text,
      choices: buttons.map((one) => ({ id: String(at(one, 'reply', 'id')), title: String(at(one, 'reply', 'title')) })),
    };
  });

/** The last message to a number. */
export const lastTo = (world: Pick<World, 'graph'>, phone: string): SentMessage => {
  const digits = phone.replace(/\D/g, '');
  const found = sentMessages(world).findLast(({ to }) => (to ?? '').replace(/\D/g, '') === digits);
  if (found === undefined) throw new Error(`nothing was sent to ${phone}`);
  return found;
};

/** Id of the button whose choice is `choice` (`agreed`, `confirmed`, `choseUnit:HAS` …) in a message. */
export const choiceOf = (message: SentMessage, choice: string): string => {
  const found = message.choices.find(({ id }) => id.split('.').slice(2).join('.') === choice);
  if (found === undefined) throw new Error(`no choice ${choice} among ${message.choices.map(({ id }) => id).join(', ')}`);
  return found.id;
};
