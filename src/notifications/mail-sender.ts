import { createTransport, type Transporter } from 'nodemailer';
import type { NoticeResult, NoticeSender } from './notice-sender.ts';
import type { NoticeText } from './notice-words.ts';

/** The mail server of the firm, as the environment names it. */
export interface MailSettings {
  host: string;
  port: number;
  /** TLS from the first byte; otherwise STARTTLS. */
  isTls: boolean;
  /** Null: it asks for none. */
  login: { user: string; password: string } | null;
  /** Without STARTTLS nothing is sent; false only for a server on this machine, whose certificate nobody signs: STARTTLS is not begun. */
  needsTls: boolean;
  from: string;
  timeoutMs: number;
}

const bodyOf = ({ lines, link }: NoticeText): string => [...lines, '', link, ''].join('\n');

/** What a failure is called: the server's code, or the library's. */
const outcomeOf = (error: unknown): { outcome: string; isRefused: boolean } => {
  const { responseCode, code, command } = error as Partial<
    Record<'responseCode' | 'code' | 'command', unknown>
  >;
  if (typeof responseCode === 'number') {
    // An address that is refused stays so. A login or a sender that is refused today may be set right tomorrow.
    const isRefused = responseCode >= 550 && responseCode <= 559 && command === 'RCPT TO';
    return { outcome: `smtp_${responseCode}`, isRefused };
  }
  const word =
    typeof code === 'string' && /^[A-Z]{2,32}$/.test(code) ? code.slice(1).toLowerCase() : 'failed';
  return { outcome: `smtp_${word}`, isRefused: false };
};

/** Notices by e-mail, to the address people sign in with. */
export const makeMailSender = (settings: MailSettings): NoticeSender => {
  const { host, port, isTls, login, needsTls, from, timeoutMs } = settings;
  const transport: Transporter = createTransport({
    ...{ host, port, secure: isTls, requireTLS: needsTls && !isTls },
    ignoreTLS: !needsTls && !isTls,
    ...(login === null ? {} : { auth: { user: login.user, pass: login.password } }),
    ...{ connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs },
    // A message is made of our words alone: nothing is ever read from a file or an address.
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
  const domain = /@([^@>]+)>?$/.exec(from)?.[1] ?? 'localhost';
  const send = async (to: string, letterId: string, text: NoticeText): Promise<NoticeResult> => {
    try {
      await transport.sendMail({
        ...{ from, to: { name: '', address: to }, subject: text.title, text: bodyOf(text) },
        messageId: `<${letterId}@${domain}>`,
        // Nobody answers a machine, and no machine answers this one (RFC 3834).
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      });
      return { kind: 'sent' };
    } catch (error) {
      const { outcome, isRefused } = outcomeOf(error);
      return { kind: isRefused ? 'refused' : 'failed', outcome };
    }
  };
  return {
    channel: 'email',
    reaches: ({ email }) => Promise.resolve(email !== null),
    send: ({ letterId, account: { email }, text }) =>
      email === null
        ? Promise.resolve({ kind: 'refused', outcome: 'no_address' })
        : send(email, letterId, text),
    close: async () => transport.close(),
  };
};
