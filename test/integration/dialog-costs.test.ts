import { Replay } from '../support/replay.ts';
import { requestOfEvent } from '../support/replay-checks.ts';
import { conversationScripts, demoNumbers } from '../support/script.ts';
import { simulatorPhones } from '../support/simulator-phones.ts';
import { startWorld, type World } from '../support/world.ts';

const env = {
  ...{ POLL_INTERVAL_MS: '400', SIMULATOR: 'on' },
  ...{ WHATSAPP_PHONE_NUMBER_ID: '', WHATSAPP_WABA_ID: '', WHATSAPP_ACCESS_TOKEN: '' },
  ...{ WHATSAPP_APP_SECRET: '', WHATSAPP_VERIFY_TOKEN: '', WHATSAPP_GRAPH_URL: '' },
};
const prices = {
  currency: 'USD',
  freeServicePerMonth: 0,
  prices: [
    { market: 'TR', category: 'utility', from: '2026-01-01', amount: '0.01' },
    { market: 'TR', category: 'service', from: '2026-01-01', amount: '0.002' },
  ],
};
/** The letter that waits on the phone page from the start: a template, 0.01. */
const waiting = 1;

/** Up to where its outcome is told; what old buttons do afterwards is another matter. */
const scriptOf = (name: string) => {
  const found = conversationScripts().find((one) => one.name === name)?.script;
  if (found === undefined) throw new Error(`no script ${name}`);
  const end = found.steps.findIndex(
    ({ callback }) => callback !== undefined && callback !== 'contact.verification_requested',
  );
  return end === -1 ? found : { ...found, steps: found.steps.slice(0, end) };
};

type Row = { key: string; charged: number; expected: number; amount: string };
const costs = async (world: World, by: string): Promise<{ data: Row[]; total: Row }> =>
  (await world.api.get(`/v1/costs?from=2026-11-01&to=2027-01-01&by=${by}`).expect(200)).body;

describe('what a whole dialog costs, computed by hand', () => {
  it.each([
    // Two letters as templates; «we pass it on», the recap and the receipt in the chat: 2 × 0.01 + 3 × 0.002.
    [
      'in Turkish, a letter forwarded',
      '1001-letter-forwarded-then-agreed',
      'evt_1001',
      2,
      3,
      '0.026',
      '0.036',
    ],
    // The letter; the recap, the receipt: 0.01 + 2 × 0.002.
    ['in Arabic, a letter agreed', 'letter-arabic-agreed', 'evt_2004', 1, 2, '0.014', '0.024'],
    // The approval; it may wait, the recap, the receipt: 0.01 + 3 × 0.002.
    [
      'in Turkish, an approval put off',
      '1010-approval-deferred-then-approved',
      'evt_1010',
      1,
      3,
      '0.016',
      '0.026',
    ],
    // Proof is asked for by a template, the code is announced: of no request. With «you are verified» the payment: 0.002 of its own.
    ['in English, a payment behind a code', 'held-until-verified', 'evt_2009', 1, 2, '0.002', '0.024'],
  ])(
    '%s (%s): its request, each category and the month',
    async (_title, name, eventId, templates, answers, ofRequest, ofMonth) => {
      const script = scriptOf(name);
      const world = await startWorld({ demo: true, now: new Date(script.start).toISOString(), env });
      try {
        await world.api.put('/v1/prices', prices).expect(200);
        const phones = simulatorPhones(world, [demoNumbers.get('C005-1') ?? '']);
        await new Replay(world, phones, demoNumbers).play(script);
        const { id } = await requestOfEvent(world, eventId);

        const requests = await costs(world, 'request');
        expect(requests.data.find(({ key }) => key === id)).toMatchObject({ expected: 0, amount: ofRequest });
        expect((await costs(world, 'category')).data).toMatchObject([
          { key: 'service', charged: answers },
          { key: 'utility', charged: templates + waiting },
        ]);
        expect((await costs(world, 'month')).data).toMatchObject([
          { key: '2026-11', charged: templates + answers + waiting, amount: ofMonth },
        ]);
      } finally {
        await world.close();
      }
    },
  );
});
