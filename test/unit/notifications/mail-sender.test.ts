import { makeMailSender, type MailSettings } from '../../../src/notifications/mail-sender.ts';
import type { NoticeSender } from '../../../src/notifications/notice-sender.ts';
import { startMailServer, type MailServer } from '../../support/mail-server.ts';
import { aStaffAccount } from '../../support/staff-accounts.ts';

const login = { user: 'mutabik', password: 'p@ss/word' };
const text = {
  title: 'Mutabık: 1 yeni iş',
  lines: ['1 × incelenecek belge'],
  link: 'https://x.example/console/today',
  isUrgent: false,
};

let server: MailServer;
let sender: NoticeSender | null = null;
beforeAll(async () => {
  server = await startMailServer({
    ...{ authOptional: false, allowInsecureAuth: true },
    onAuth: ({ username, password }, _session, callback) =>
      username === login.user && password === login.password
        ? callback(null, { user: username })
        : callback(Object.assign(new Error('wrong'), { responseCode: 535 })),
  });
});
afterEach(() => sender?.close());
afterAll(() => server.close());

const send = async (changes: Partial<MailSettings>, letterId = 'ntc_1') => {
  sender = makeMailSender({
    ...{ host: '127.0.0.1', port: server.port, isTls: false, needsTls: false, login },
    ...{ from: 'mutabik@firm.example', timeoutMs: 2_000, ...changes },
  });
  return sender.send({ letterId, account: aStaffAccount(), text });
};

it('with the right login: taken, under the id of the letter, for every attempt the same', async () => {
  expect(await send({})).toEqual({ kind: 'sent' });
  expect(await send({})).toEqual({ kind: 'sent' });
  expect(server.mails.map((mail) => mail.header('Message-ID'))).toEqual([
    '<ntc_1@firm.example>',
    '<ntc_1@firm.example>',
  ]);
  expect(server.mails[0]).toMatchObject({ to: ['ayse@example.com'] });
  expect(server.mails[0]?.header('Subject')).toBe(text.title);
});

it.each<[string, Partial<MailSettings>, string]>([
  ['a wrong password: may be right later', { login: { user: 'mutabik', password: 'wrong' } }, 'smtp_535'],
  ['no STARTTLS where TLS is needed', { needsTls: true }, 'smtp_500'],
  ['no TLS from the first byte', { isTls: true }, 'smtp_socket'],
])('%s', async (_, changes, outcome) => {
  const taken = server.mails.length;
  expect(await send(changes)).toEqual({ kind: 'failed', outcome });
  expect(server.mails).toHaveLength(taken);
});

it('nobody there: a failure, and nothing is thrown', async () => {
  const other = await startMailServer();
  await other.close();
  expect(await send({ port: other.port })).toMatchObject({ kind: 'failed' });
});

it('somebody without an address: not reached', async () => {
  await send({});
  expect(await sender?.reaches(aStaffAccount({ email: null }))).toBe(false);
  expect(await sender?.reaches(aStaffAccount())).toBe(true);
});

describe('an answer of 550 to 559', () => {
  const refusal = (responseCode: number) => Object.assign(new Error('no'), { responseCode });
  const answersAt = (options: Parameters<typeof startMailServer>[0]) => async () => {
    const other = await startMailServer(options);
    const result = await send({ port: other.port, login: null });
    await other.close();
    return result;
  };

  it('at the recipient: this address is refused', async () => {
    const result = await answersAt({ onRcptTo: (_to, _session, callback) => callback(refusal(550)) })();
    expect(result).toEqual({ kind: 'refused', outcome: 'smtp_550' });
  });

  it.each([
    [
      'at the sender, which is not the login’s own',
      answersAt({ onMailFrom: (_from, _session, callback) => callback(refusal(553)) }),
      'smtp_553',
    ],
    [
      'after the letter',
      answersAt({
        onData: (stream, _session, callback) => stream.resume().on('end', () => callback(refusal(554))),
      }),
      'smtp_554',
    ],
  ])('%s: a setting that may be mended', async (_, answer, outcome) => {
    expect(await answer()).toEqual({ kind: 'failed', outcome });
  });
});

it('a server on this machine that offers STARTTLS with a certificate of its own: taken without', async () => {
  const other = await startMailServer({ disabledCommands: [] });
  expect(await send({ port: other.port, login: null })).toEqual({ kind: 'sent' });
  await other.close();
});
