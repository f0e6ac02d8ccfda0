import fc from 'fast-check';
import type { ContactFacts } from '../../src/vocabulary/contact-facts.ts';
import type { InboundContent } from '../../src/vocabulary/inbound-unit.ts';
import {
  aContact,
  aDocument,
  aFeedback,
  aLetter,
  anAccount,
  anApproval,
  anInvoice,
  aNotice,
} from '../unit/conversations/chat.ts';
import type { StoredMove } from './stored-moves.ts';

/** Conversations about one thing: who it is with, and what happens in them in any order. */
export interface Scene {
  name: string;
  contact: ContactFacts | null;
  moves: readonly StoredMove[];
}

const phone = '+905000000201';
const account = anAccount({
  movements: [
    {
      movementId: 'm1',
      movementType: 'payment_in',
      line: { unit: 'TRY', quantity: '1500.00', side: 'A' },
      postedAt: '2026-11-22T09:00:00.000Z',
      documentNo: 'D1',
    },
  ],
});
const other = anAccount({ accountNo: '120.01.0003' });
const empty = anAccount({ accountNo: '120.01.0004', lines: [] });
const since = '2026-11-01T00:00:00.000Z';

/** The books have not checked the number. */
export const unchecked = aContact({
  phone,
  phoneSince: since,
  phoneVerified: false,
  accounts: [account, other],
});
export const checked = aContact({
  phone,
  phoneSince: since,
  phoneVerified: true,
  accounts: [account, empty],
});
const moved = { ...unchecked, phone: '+905000000299', phoneSince: '2026-11-23T10:00:00.000Z' };
export const givenAgain = { ...checked, phoneSince: '2026-11-23T12:00:00.000Z' };
const blind = aContact({ phone, phoneSince: since, phoneVerified: false, accounts: [], roles: ['invoice'] });
export const elif = aContact({ ref: 'C007-1', name: 'Elif Örnek', phone, accounts: [account] });
const elifUnchecked = { ...elif, phoneVerified: false };

export const letter = aLetter({ accountNo: '120.01.0002' });
export const approval = anApproval();
const identityDocument = aDocument({
  requestId: 'req_identity',
  reference: 'BLG-2045',
  details: { request_id: 'BLG-2045', document_code: 'kimlik', due_date: '2026-12-07' },
});
export const movement = aNotice('movement');
const by = 'staff:1';

export const typing = (...texts: readonly string[]): StoredMove[] =>
  texts.map((text) => ({ do: 'type', text }));
export const asking = (...requests: ReturnType<typeof aLetter>[]): StoredMove[] =>
  requests.map((request) => ({ do: 'ask', request }));
export const tapping = (requestId: string, ...choices: readonly string[]): StoredMove[] =>
  choices.map((named) => {
    const [choice = '', arg] = named.split(':');
    return arg === undefined ? { do: 'tap', requestId, choice } : { do: 'tap', requestId, choice, arg };
  });
export const choosing = (...choices: readonly string[]): StoredMove[] =>
  choices.map((choice) => ({ do: 'choice', id: `menu.1.${choice}` }));
export const being = (...contacts: readonly (ContactFacts | null)[]): StoredMove[] =>
  contacts.map((contact) => ({ do: 'contact', contact }));
export const staff = (type: 'takeover' | 'release'): StoredMove => ({ do: 'command', command: { type, by } });
export const wait = (ms: number): StoredMove => ({ do: 'wait', ms });
export const timer = (requestId: string, name: string): StoredMove => ({
  do: 'timer',
  requestId,
  timer: name,
});

const media = { mediaId: 'm1', sha256: null, filename: null, caption: null };
export const photo: StoredMove = {
  do: 'send',
  content: { type: 'image', mimeType: 'image/jpeg', ...media } as InboundContent, // one of the media types
};
const voice: StoredMove = {
  do: 'send',
  content: { type: 'voice', mimeType: 'audio/ogg', ...media } as InboundContent, // likewise
};
export const thumb: StoredMove = {
  do: 'send',
  content: { type: 'reaction', emoji: '👍', targetMessageId: 'x' },
};
const checkedFile = (n: number, result: 'accepted' | 'refused'): StoredMove => ({
  do: 'checked',
  fileId: `first:${n}`,
  result,
  requestId: null,
});
export const cancelled = (requestId: string): StoredMove => ({
  do: 'command',
  command: { type: 'cancel', requestId, by },
});

const identity: StoredMove[] = [
  ...typing('bakiye', 'hareketlerim', 'bakiye', '123456', '123 456', '654321', '111111', 'menü', 'xyz'),
  ...choosing('startedProof', 'askedForBalance', 'askedForHuman'),
  ...asking(letter, approval, movement, aNotice('verification'), aNotice('report')),
  ...tapping('req_verification', 'notMine', 'confirmedMine', 'confirmedMine'),
  ...tapping('req_report', 'sendReport', 'sendReport'),
  ...being(unchecked, moved, checked, blind),
  { do: 'code', code: null },
  { do: 'code', code: '123456' },
  wait(11 * 60_000),
  wait(3_600_000),
];
const stops: StoredMove[] = [
  ...typing('DUR', 'BAŞLA', 'yanlış numara', 'iptal', 'RET', 'bakiye', 'menü', 'rızamı geri çekiyorum'),
  ...choosing('stoppedNotices', 'resumedNotices', 'keptNotices', 'withdrewConsents'),
  ...asking(letter, movement, aFeedback()),
  ...tapping('req_movement', 'muted'),
  ...being(null, checked, checked, givenAgain, elif),
  timer('req_letter', 'reminder'),
];
const questions: StoredMove[] = [
  ...typing('kvkk', 'izin veriyorum', 'izin vermiyorum', 'dil', 'english', 'türkçe', 'menü', 'xyz', 'qqq'),
  ...typing('kampanya', 'mutabıkız', 'bekleyenler', 'evet', 'merhaba', 'teşekkürler', 'iptal', 'temsilci'),
  ...choosing('openedMarketing', 'openedFeedback', 'openedPrivacy', 'askedForNotice', 'understoodNotice'),
  ...choosing('gaveConsent:marketing', 'refusedConsent:feedback', 'gaveConsent:nonsense', 'openedItems'),
  ...choosing('choseArabic', 'choseTurkish', 'askedForLanguage', 'askedForErasure', 'withdrewConsents'),
  ...asking(letter, approval),
  ...tapping('req_letter', 'agreed', 'disagreed'),
  { do: 'privacyNotice', version: '1' },
  { do: 'privacyNotice', version: '2' },
];
const files: StoredMove[] = [
  photo,
  photo,
  photo,
  voice,
  thumb,
  ...asking(letter, approval, aDocument(), identityDocument, aNotice('payment')),
  ...choosing('choseForFile:req_letter', 'choseForFile:req_document', 'choseForFile:req_payment'),
  ...choosing('choseRequest:req_letter', 'wantedToSend'),
  ...typing('menü', 'MUT-2026-10-C002', 'xyz', 'gönderdim'),
  ...[1, 2].flatMap((n) => [checkedFile(n, 'accepted'), checkedFile(n, 'refused')]),
  { do: 'uploaded', requestId: 'req_document', fileIds: ['fil_up'] },
  cancelled('req_letter'),
  cancelled('req_approval'),
];
const held: StoredMove[] = [
  ...asking(letter, approval, aDocument(), movement, anInvoice(), aNotice('deadline')),
  ...choosing('startedProof', 'openedItems', 'openedMenu'),
  ...typing('123456', '654321', 'bekleyenler', 'mutabıkız', 'merhaba'),
  timer('req_letter', 'reminder'),
  timer('req_letter', 'expiry'),
  cancelled('req_approval'),
  staff('takeover'),
  staff('release'),
  ...being(unchecked, unchecked, checked),
];
const speaker: StoredMove[] = [
  staff('takeover'),
  staff('takeover'),
  staff('release'),
  ...typing('xyz', 'qqq', 'zzz', 'merhaba', 'bakiye', 'DUR', 'BAŞLA', 'ret', 'yanlış numara', 'menü'),
  ...asking(letter, approval, movement),
  ...tapping('req_letter', 'agreed', 'confirmed'),
  photo,
  thumb,
  timer('req_letter', 'reminder'),
  cancelled('req_letter'),
];
const hands: StoredMove[] = [
  ...being(null, elif, elifUnchecked, checked, unchecked, moved, givenAgain),
  ...typing('bakiye', '123456', 'DUR', 'BAŞLA', 'yanlış numara', 'menü', 'kvkk', 'xyz'),
  ...asking(letter, movement),
  ...choosing('openedMarketing', 'startedProof'),
  { do: 'privacyNotice', version: '1' },
  photo,
];
const requests: StoredMove[] = [
  ...asking(letter, approval, anInvoice(), aDocument(), aFeedback(), movement, aNotice('difference')),
  ...asking(aNotice('verification'), aNotice('payment')),
  ...tapping('req_letter', 'agreed', 'disagreed', 'confirmed', 'choseUnit:USD', 'skipped', 'wentBack'),
  ...tapping('req_approval', 'approved', 'rejected', 'confirmed', 'askedQuestion', 'corrected'),
  ...tapping('req_movement', 'muted', 'notMine', 'disputed', 'sendStatement'),
  ...tapping('req_verification', 'notMine', 'confirmedMine'),
  ...typing('mutabıkız', 'onaylıyorum', '12.450', 'bakiye', 'yanlış bastım', 'süre iste', 'fatura', 'fiyat'),
  ...typing(
    'tekrar gönder',
    'ekstre',
    'temsilci',
    'işlemim ne durumda',
    'siz kimsiniz',
    'bu işlem bana ait değil',
  ),
  { do: 'command', command: { type: 'unlock', accountNo: null, by } },
  cancelled('req_letter'),
  wait(86_400_000),
];

const month = wait(31 * 86_400_000);
const lasting = { expiresAt: '2027-03-01T00:00:00.000Z', dueAt: '2027-03-01T00:00:00.000Z', reminders: [] };
const askedByReport = [
  ...being(checked),
  ...asking(aNotice('report', lasting)),
  month,
  ...tapping('req_report', 'sendReport'),
];
const several = [...asking(aDocument(), aNotice('payment')), photo];

/** Scenes with what chance seldom finds: a code a request asked for, files that were checked while they waited. */
const scripted: Readonly<Record<string, readonly (readonly StoredMove[])[]>> = {
  identity: [
    askedByReport,
    [...askedByReport, ...typing('111111')],
    [...askedByReport, cancelled('req_report')],
    [...typing('bakiye'), ...askedByReport],
    [...askedByReport, ...typing('123456')],
    [...asking(letter), ...choosing('startedProof'), ...typing('111111', '222222', '333333')],
    [...typing('bakiye', '123456', 'bakiye'), ...being(moved), ...typing('hareketlerim')],
    choosing(...Array.from({ length: 10 }, () => 'startedProof')),
  ],
  files: [
    several,
    [...several, photo, checkedFile(1, 'accepted'), checkedFile(2, 'refused')],
    [...several, checkedFile(1, 'refused'), ...typing('menü')],
    [...asking(letter, approval), photo, ...typing('menü'), photo],
    [...asking(letter, approval), photo, checkedFile(1, 'accepted'), cancelled('req_letter')],
  ],
  notices: [
    [...asking(movement), ...tapping('req_movement', 'muted')],
    [...asking(movement), ...tapping('req_movement', 'muted'), ...typing('DUR')],
    typing('DUR', 'yanlış numara'),
    [...typing('yanlış numara'), ...being(null), ...typing('DUR')],
    [...typing('yanlış numara', 'BAŞLA')],
    [...being(null), ...typing('DUR')],
    [...being(null), ...typing('yanlış numara')],
    [...typing('yanlış numara'), ...being(null), ...typing('merhaba')],
    [...typing('yanlış numara', 'DUR')],
  ],
  questions: [
    [...choosing('openedFeedback')],
    [...asking(letter, approval), ...choosing('openedMarketing')],
    [...asking(letter, approval), ...typing('evet')],
    [...asking(letter, approval), ...typing('RET')],
  ],
  speaker: [
    [...asking(letter), staff('takeover'), ...typing('DUR')],
    [...typing('xyz', 'qqq'), staff('takeover')],
    [staff('takeover'), ...typing('yanlış numara')],
    [...asking(letter, approval, movement), ...typing('xyz', 'qqq', 'zzz'), staff('takeover')],
  ],
  held: [
    [...asking(letter, approval), staff('takeover'), ...asking(movement)],
    [...asking(letter, approval), ...choosing('startedProof'), ...typing('111111')],
  ],
};

export const scenes: readonly Scene[] = [
  { name: 'identity', contact: unchecked, moves: identity },
  { name: 'notices', contact: checked, moves: stops },
  { name: 'questions', contact: checked, moves: questions },
  { name: 'files', contact: checked, moves: files },
  { name: 'held', contact: unchecked, moves: held },
  { name: 'speaker', contact: checked, moves: speaker },
  { name: 'hands', contact: unchecked, moves: hands },
  { name: 'requests', contact: checked, moves: requests },
];

/** The scripted conversations of a scene and `count` of chance, the same every time. */
export const conversationsOf = (
  { name, moves }: Scene,
  count: number,
  seed: number,
): (readonly StoredMove[])[] => [
  ...(scripted[name] ?? []),
  ...fc.sample(fc.array(fc.constantFrom(...moves), { minLength: 1, maxLength: 14, size: 'max' }), {
    numRuns: count,
    seed,
  }),
];
