import type { Server } from 'node:http';
import request from 'supertest';
import type { ChatContent, ChatMessage, PageState } from '../../simulator/chat-message.ts';
import { digitsOf, type PhoneMessage, type ScriptedPhones } from './scripted-phones.ts';
import { waitFor, type World } from './world.ts';

const textOf = (content: ChatContent): string => {
  if (content.type === 'media') return content.caption ?? '';
  return 'text' in content ? content.text : '';
};

const choicesOf = (content: ChatContent): PhoneMessage['choices'] => {
  if (content.type === 'buttons') return content.buttons;
  return content.type === 'list' ? content.sections.flatMap(({ rows }) => rows) : [];
};

const asShown = ({ id, phone, content }: ChatMessage): PhoneMessage => ({
  to: phone,
  id,
  text: textOf(content),
  template: content.type === 'buttons' ? content.template : null,
  language: null,
  choices: choicesOf(content),
  isList: content.type === 'list',
});

/** What a message of the business ends with; before that it is not on the phone, where alone it can be answered. */
const arrived: ReadonlySet<string> = new Set(['delivered', 'read', 'failed']);

/**
 * Phones of the simulator's page, over the page's own interface: what is sent goes through the simulated Graph API.
 * `ignored`: numbers whose chats are no part of the script.
 */
export const simulatorPhones = (world: World, ignored: readonly string[] = []): ScriptedPhones => {
  // It serves HTTP by its role.
  const page = () => request(world.application.server as Server);
  const chatOf = (phone: string): string => `/simulator/api/chats/+${digitsOf(phone)}`;
  const linesOf = async (phone: string): Promise<ChatMessage[]> =>
    (await page().get(`${chatOf(phone)}/messages?all=1`)).body.messages;
  /** Whoever sent or got something. */
  const people = async (): Promise<string[]> =>
    ((await page().get('/simulator/api/state')).body as PageState).chats
      .filter(({ last }) => last !== null)
      .map(({ phone }) => phone);
  /** The product has answered the webhook of a person's message. */
  const delivered = async (phone: string, id: string): Promise<void> => {
    await waitFor('the webhook', async () => {
      const line = (await linesOf(phone)).find((message) => message.id === id);
      return line !== undefined && line.status !== 'pending';
    });
  };
  const act = async (phone: string, action: object): Promise<string> => {
    const answer = await page()
      .post(`${chatOf(phone)}/messages`)
      .send(action);
    if (answer.status !== 201) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
    const id = String(answer.body.message?.id ?? '');
    if (id !== '') await delivered(phone, id);
    return id;
  };
  return {
    received: () =>
      waitFor('the messages to arrive', async () => {
        const chats = (await people()).filter((phone) => !ignored.includes(phone));
        const lines = (await Promise.all(chats.map(linesOf)))
          .flat()
          .filter(({ from }) => from === 'business');
        if (lines.some(({ status }) => !arrived.has(status))) return null;
        return lines
          .filter(({ status }) => status !== 'failed')
          .sort((a, b) => a.seq - b.seq)
          .map(asShown);
      }),
    tap: async (phone, message, title) => {
      const choiceId = message.choices.find((choice) => choice.title === title)?.id ?? '';
      await act(phone, { type: 'tap', messageId: message.id, choiceId });
    },
    write: (phone, text, { replyTo, forwarded } = {}) => {
      if (forwarded) throw new Error('the page cannot forward');
      return act(phone, { type: 'text', text, ...(replyTo === undefined ? {} : { replyTo }) });
    },
    sendFile: async (phone, { content, mimeType, filename, caption }) => {
      const answer = await page()
        .post(`${chatOf(phone)}/files`)
        .query({
          ...(filename === undefined ? {} : { filename }),
          ...(caption === undefined ? {} : { caption }),
        })
        .set('content-type', mimeType)
        .send(content);
      if (answer.status !== 201) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
      await delivered(phone, String(answer.body.message?.id));
    },
    edit: async (phone, messageId, text) => void (await act(phone, { type: 'edit', messageId, text })),
    remove: async (phone, messageId) => void (await act(phone, { type: 'delete', messageId })),
    react: async (phone, messageId, emoji) => void (await act(phone, { type: 'reaction', messageId, emoji })),
    sendOther: () => Promise.reject(new Error('the page sends only what a person can')),
  };
};
