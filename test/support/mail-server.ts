import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A letter as the server took it. */
export interface ReceivedMail {
  to: readonly string[];
  raw: string;
  /** Of one header, unfolded; empty: it has none. */
  header(name: string): string;
  /** The words, decoded. */
  text: string;
}

/** A real mail server on the loopback. */
export interface MailServer {
  url: string;
  port: number;
  mails: ReceivedMail[];
  /** Tries so far, refused ones too. */
  tries(): number;
  /** Of all further letters: taken (null), or refused at the recipient with this code. */
  refuse(code: number | null): void;
  close(): Promise<void>;
}

const headerOf = (head: string, name: string): string =>
  new RegExp(`^${name}: (.*)$`, 'im').exec(head.replace(/\r\n[ \t]+/g, ' '))?.[1] ?? '';

const quotedPrintable = (text: string): string =>
  Buffer.from(
    text
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

const decoded = (head: string, body: string): string => {
  const encoding = headerOf(head, 'Content-Transfer-Encoding');
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  return encoding === 'quoted-printable' ? quotedPrintable(body) : body;
};

/** Subjects with more than ASCII in them (RFC 2047). */
const words = (text: string): string =>
  text
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, how: string, word: string) =>
      how.toUpperCase() === 'B'
        ? Buffer.from(word, 'base64').toString('utf8')
        : quotedPrintable(word.replaceAll('_', ' ')),
    );

const mailOf = (raw: string, to: readonly string[]): ReceivedMail => {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const header = (name: string): string => words(headerOf(head, name));
  return { to, raw, header, text: decoded(head, rest.join('\r\n\r\n')) };
};

export const startMailServer = async (options: SMTPServerOptions = {}): Promise<MailServer> => {
  const mails: ReceivedMail[] = [];
  let tries = 0;
  let code: number | null = null;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, callback) => {
      tries += 1;
      callback(code === null ? null : Object.assign(new Error('not now'), { responseCode: code }));
    },
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        mails.push(mailOf(Buffer.concat(chunks).toString('utf8'), to));
        callback();
      });
    },
    ...options,
  });
  // A caller that goes away in the middle is no fault of the test.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.server.address() as AddressInfo; // a TCP server has one while it listens
  return {
    ...{ url: `smtp://127.0.0.1:${port}`, port, mails },
    tries: () => tries,
    refuse: (next) => {
      code = next;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
};
