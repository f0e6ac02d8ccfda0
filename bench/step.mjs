// What one step of a conversation costs without storage: `node scripts/build.mjs && node bench/step.mjs [rounds] [words of a scene]`. Every
// step starts from a conversation as storage would give it back (fresh objects, nothing remembered about them). Prints
// the fastest round and the median in microseconds, and a digest of the commit: a change that only makes steps cheaper keeps it.
import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';

/** Of what was built: named at run time, since it is no part of the sources. */
const built = (name) => import(new URL(`../dist/src/${name}.js`, import.meta.url).href);
const { viewDialog } = await built('conversations/dialog-snapshots');
const { newConversationState } = await built('conversations/conversation-state');
const { readFigure } = await built('reading/read-figure');
const { readReply } = await built('reading/read-reply');
const { makeFoldInput } = await built('step/fold-input');
const { computeStep } = await built('step/step-compute');
const { renderPrompt } = await built('templates/render-prompt');
const { noQuietHours } = await built('timers/quiet-hours');

const rounds = Number(process.argv[2] ?? 150);
const only = process.argv[3] ?? '';
const stepsPerRound = 30;

const now = '2026-11-24T10:00:00.000Z';
const context = {
  fold: makeFoldInput({ readReply, readFigure }),
  view: viewDialog,
  render: renderPrompt,
  company: {
    name: 'DEMO KIYMETLİ MADEN A.Ş.',
    workingHours: '09:00-18:00',
    privacyUrl: 'https://example.com/privacy',
  },
  timeZone: 'Europe/Istanbul',
  quietHours: noQuietHours,
  pace: { intervalMs: 6_000, burst: 5 },
  replyValidityMs: 86_400_000,
  uploadLink: (requestId, n) => ({
    url: `https://example.com/u/${requestId}-${n}`,
    tokenHash: `${requestId}-${n}`,
  }),
};

const lines = [
  { unit: 'HAS', quantity: '3180.075', side: 'B' },
  { unit: 'USD', quantity: '12450.00', side: 'A' },
  { unit: 'EUR', quantity: '2000.00', side: 'B' },
  { unit: 'PCS_CEYREK', quantity: '48', side: 'A' },
];
const contact = {
  ref: 'C002-1',
  name: 'Bora Hayalci',
  roles: ['all'],
  canBind: true,
  limits: [],
  customerRefs: ['C002'],
  phone: '+905321112233',
  phoneVerified: true,
  accounts: [
    { customerRef: 'C002', accountNo: '120.01.0002', lines, asOf: '2026-11-23T06:00:00.000Z', movements: [] },
  ],
};
const letter = {
  requestId: 'req_letter',
  kind: 'reconciliation',
  variant: 'letter',
  eventId: 'evt_1002',
  reference: 'MUT-2026-10-C002',
  version: 1,
  customerRef: 'C002',
  accountNo: '120.01.0002',
  lines,
  dueAt: '2026-12-08T20:59:59.000Z',
  expiresAt: '2026-12-23T20:59:59.000Z',
  reminders: ['2026-11-26T06:00:00.000Z', '2026-12-02T06:00:00.000Z'],
  details: {},
  document: null,
};
const approval = {
  ...letter,
  requestId: 'req_approval',
  kind: 'approval',
  variant: 'transaction',
  eventId: 'evt_1010',
  reference: 'ONY-3107',
  lines: [{ unit: 'HAS', quantity: '500.000', side: 'B' }],
  dueAt: '2026-11-25T11:00:00.000Z',
  expiresAt: '2026-11-25T11:00:00.000Z',
  reminders: [],
};

const fresh = {
  conversationId: 'cnv_1',
  tenantId: 't_demo',
  channelId: 'chn_1',
  contactId: 'ct_1',
  rev: 0,
  attempts: 1,
  leaseToken: 1,
  state: newConversationState('tr'),
  applied: [],
  relays: [],
  windowExpiresAt: null,
  lastMessageAt: null,
  paceUntil: null,
  address: { phone: '+905321112233', userId: null },
};
const known = { now, contact, freshCode: '123456', privacyNotice: { version: '1' } };
const stranger = { now, contact: null };

let inputs = 0;
const input = (body) => ({
  id: `in_${(inputs += 1)}`,
  receivedAt: new Date(now),
  quotedRequestId: null,
  body,
});
const message = (content) => {
  const sender = {
    userId: null,
    parentUserId: null,
    phone: '+905321112233',
    username: null,
    profileName: 'Elif',
  };
  const unit = {
    kind: 'message',
    messageId: `wamid.${inputs}`,
    at: new Date(now),
    sender,
    groupId: null,
    replyTo: null,
    forwarded: false,
    content,
  };
  return [input({ from: 'webhook', raw: '{}', unit })];
};
const text = (words) => message({ type: 'text', text: words });
const request = (content) => {
  const token = 't'.repeat(22);
  return [
    input({
      from: 'system',
      input: { type: 'request', id: 'in_r', request: content, token, forwardedFrom: null },
    }),
  ];
};

/** The conversation as the next claim loads it, everything relayed. */
const after = (doc, facts, given) => {
  const commit = computeStep(doc, given, facts, context);
  return { ...doc, ...commit, rev: doc.rev + 1, relays: [] };
};
/** The button with this title that was shown last. */
const tap = (doc, title) => {
  const choice = doc.state.dialogs
    .flatMap(({ shown }) => shown)
    .flatMap(({ choices }) => choices)
    .findLast((offered) => offered.title === title);
  if (choice === undefined) throw new Error(`no button says ${title}`);
  return message({ type: 'choice', id: choice.id, title, via: 'button' });
};

const met = after(fresh, known, text('Merhaba'));
const withLetter = after(met, known, request(letter));
const disagreed = after(withLetter, known, text('dolar yanlış'));
const withApproval = after(met, known, request(approval));
const recapped = after(withApproval, known, tap(withApproval, 'Onaylıyorum'));

const scenes = {
  'stranger says hello': [fresh, stranger, text('Merhaba'), 'conversation.unknownContact'],
  'known person, first hello': [fresh, known, text('Merhaba'), 'conversation.privacyNotice'],
  'known person, menu': [met, known, text('Merhaba'), 'conversation.menu'],
  'balance question': [met, known, text('bakiyem ne kadar'), 'conversation.balance'],
  'letter is asked': [met, known, request(letter), 'reconciliation.letter'],
  'figure typed to a letter': [disagreed, known, text('12.400,50 usd borçluyuz'), 'reconciliation.moreUnits'],
  'approval by button': [withApproval, known, tap(withApproval, 'Onaylıyorum'), 'approval.recap'],
  'recap confirmed': [recapped, known, tap(recapped, 'Evet, onaylıyorum'), 'approval.recordedApproved'],
  'reminder falls due': [
    withLetter,
    { ...known, now: '2026-11-26T06:00:01.000Z' },
    [],
    'reconciliation.reminder',
  ],
};

const copyOf = (value) => deserialize(serialize(value));
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

const round = ([doc, facts, given]) => {
  const loaded = Array.from({ length: stepsPerRound }, () => copyOf([doc, given, facts]));
  const begun = performance.now();
  for (const [claimed, waiting, looked] of loaded) computeStep(claimed, waiting, looked, context);
  return ((performance.now() - begun) * 1000) / stepsPerRound;
};

for (const [name, scene] of Object.entries(scenes)) {
  const [doc, facts, given, expected] = scene;
  const commit = computeStep(copyOf(doc), given, facts, context);
  const said = commit?.relays.flatMap(({ intents }) => intents.map(({ prompt }) => prompt)) ?? [];
  if (!said.some((prompt) => prompt.startsWith(expected))) throw new Error(`${name}: says ${said}`);
}
// Warmed up with all of them: a step in a running process meets code that was compiled for every kind of step.
for (let n = 0; n < 30; n += 1) for (const scene of Object.values(scenes)) round(scene);
for (const [name, scene] of Object.entries(scenes).filter(([name]) => name.includes(only))) {
  const costs = Array.from({ length: rounds }, () => round(scene));
  const shown = [Math.min(...costs), median(costs)].map((cost) => `${cost.toFixed(0).padStart(6)} us`);
  const [doc, facts, given] = scene;
  const commit = JSON.stringify(computeStep(copyOf(doc), given, facts, context));
  const digest = createHash('sha256').update(commit).digest('hex').slice(0, 12);
  console.log(`${name.padEnd(28)} ${shown.join('  ')}   ${digest}`);
}
