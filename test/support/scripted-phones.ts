import { templateDefinitions } from '../../src/templates/template-definitions.ts';
import { aButtonTap, aListTap, aMessage, aTemplateTap, aTextMessage } from './meta-webhook.ts';
import { sentMessages, type SentFile, type SentMessage } from './scenario.ts';
import type { World } from './world.ts';

/** A message as a person's phone shows it. */
export interface PhoneMessage {
  /** E.164 of the person; as it came. */
  to: string;
  id: string;
  /** The whole text; of a template with its values. */
  text: string;
  template: string | null;
  /** Of a template, where the platform tells it. */
  language: string | null;
  /** Its buttons or rows. */
  choices: readonly { id: string; title: string }[];
  isList: boolean;
}

interface HowWritten {
  replyTo?: string;
  forwarded?: boolean;
}

/** The phones of everybody in a script. What people do has reached the product when a call ends; nothing more. */
export interface ScriptedPhones {
  /** Everything the business sent, oldest first. */
  received(): Promise<PhoneMessage[]>;
  tap(phone: string, message: PhoneMessage, title: string): Promise<void>;
  /** Answers the id of the person's message. */
  write(phone: string, text: string, how?: HowWritten): Promise<string>;
  sendFile(phone: string, file: SentFile): Promise<void>;
  edit(phone: string, messageId: string, text: string): Promise<void>;
  remove(phone: string, messageId: string): Promise<void>;
  react(phone: string, messageId: string, emoji: string): Promise<void>;
  /** A message of any other type: its wire content. */
  sendOther(phone: string, content: object): Promise<void>;
}

export const digitsOf = (text: string | null): string => (text ?? '').replace(/\D/g, '');

type Parameters = readonly { parameter_name: string; text: string }[];

const parametersOf = (body: Readonly<Record<string, unknown>>): Parameters => {
  // The mock keeps what our own sender wrote.
  const { components = [] } = body.template as { components?: { type: string; parameters: Parameters }[] };
  return components.find(({ type }) => type === 'body')?.parameters ?? [];
};

const ofTemplate = (
  message: SentMessage,
  body: Readonly<Record<string, unknown>>,
): Pick<PhoneMessage, 'text' | 'choices'> => {
  const known = templateDefinitions().find(
    ({ name, language }) => name === message.template && language === message.language,
  );
  if (known === undefined) throw new Error(`unknown template ${message.template} in ${message.language}`);
  const text = parametersOf(body).reduce(
    (shown, { parameter_name: name, text: value }) => shown.replaceAll(`{{${name}}}`, value),
    known.body,
  );
  const choices = known.buttons.map((title, index) => ({ id: message.choices[index]?.id ?? '', title }));
  return { text, choices };
};

const receivedOf = (world: World): PhoneMessage[] =>
  sentMessages(world).map((message, index) => ({
    to: message.to ?? '',
    id: message.messageId,
    text: message.text,
    template: message.template,
    language: message.language,
    choices: message.choices,
    isList: message.kind === 'list',
    ...(message.template === null ? {} : ofTemplate(message, world.graph.messages[index]?.body ?? {})),
  }));

let messages = 0;

/** Phones behind the recording stand-in of the platform: what people do is posted as signed webhooks. */
export const webhookPhones = (world: World): ScriptedPhones => {
  const factsOf = (phone: string): { from: string; at: Date; messageId: string } => {
    messages += 1;
    const messageId = `wamid.SCRIPT${String(messages).padStart(6, '0')}`;
    return { from: digitsOf(phone), at: world.clock.now(), messageId };
  };
  const post = async (body: object): Promise<void> => {
    const status = await world.webhook(body);
    if (status !== 200) throw new Error(`the webhook was answered with ${status}`);
  };
  const postContent = (phone: string, content: object): Promise<void> =>
    post(aMessage(content, factsOf(phone)));
  return {
    received: async () => receivedOf(world),
    tap: (phone, message, title) => {
      const id = message.choices.find((choice) => choice.title === title)?.id ?? '';
      const tap = { ...factsOf(phone), id, title, replyTo: message.id };
      if (message.template !== null) return post(aTemplateTap(tap));
      return post(message.isList ? aListTap(tap) : aButtonTap(tap));
    },
    write: async (phone, text, { replyTo, forwarded } = {}) => {
      const facts = factsOf(phone);
      const forward = { type: 'text', text: { body: text }, context: { forwarded: true } };
      if (forwarded) await post(aMessage(forward, facts));
      else await post(aTextMessage({ ...facts, text, ...(replyTo === undefined ? {} : { replyTo }) }));
      return facts.messageId;
    },
    sendFile: (phone, { content, mimeType, filename, caption }) => {
      const { id, sha256 } = world.graph.putMedia(content, mimeType);
      const type = mimeType.startsWith('image/') && filename === undefined ? 'image' : 'document';
      const media = {
        id,
        mime_type: mimeType,
        sha256,
        ...(caption === undefined ? {} : { caption }),
        ...(filename === undefined ? {} : { filename }),
      };
      return postContent(phone, { type, [type]: media });
    },
    edit: (phone, messageId, text) => {
      const message = { context: { id: 'M0' }, type: 'text', text: { body: text } };
      return postContent(phone, { type: 'edit', edit: { original_message_id: messageId, message } });
    },
    remove: (phone, messageId) =>
      postContent(phone, { type: 'revoke', revoke: { original_message_id: messageId } }),
    react: (phone, messageId, emoji) =>
      postContent(phone, { type: 'reaction', reaction: { message_id: messageId, emoji } }),
    sendOther: (phone, content) => postContent(phone, content),
  };
};
