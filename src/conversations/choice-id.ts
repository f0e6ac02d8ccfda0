import type { Choice } from '../../machines/shared/effects.ts';

/** What a tapped button says: whose request (token), of which prompt, and which choice. */
export interface ChoiceId {
  token: string;
  promptNumber: number;
  choice: Choice;
}

/** Token of prompts that belong to the conversation itself, not to a request. */
export const conversationToken = 'menu';

/** `<token>.<prompt number>.<choice>[:<arg>]`, well under the 200 characters a list row allows. */
export const encodeChoiceId = ({ token, promptNumber, choice }: ChoiceId): string =>
  `${token}.${promptNumber}.${choice.choice}${choice.arg === undefined ? '' : `:${choice.arg}`}`;

const pattern = /^([A-Za-z0-9_-]{1,64})\.(\d{1,6})\.([A-Za-z]{1,40})(?::(.{1,80}))?$/;

/** Null for anything this system did not send. */
export const decodeChoiceId = (id: string): ChoiceId | null => {
  const match = pattern.exec(id);
  if (!match) return null;
  const [, token, number, choice, arg] = match;
  return {
    token: token as string,
    promptNumber: Number(number),
    choice: arg === undefined ? { choice: choice as string } : { choice: choice as string, arg },
  };
};
