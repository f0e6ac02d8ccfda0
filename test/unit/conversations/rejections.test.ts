import type { RequestContent } from '../../../src/vocabulary/request-content.ts';
import { aContact, aLetter, anApproval, anInvoice, Chat } from './chat.ts';

const oneLine = (): RequestContent => aLetter({ lines: [{ unit: 'HAS', quantity: '10.000', side: 'B' }] });

/** Where a "no" waits for its reason, in each dialog that takes one. */
const beginnings: readonly [name: string, begin: () => Chat, question: string, recap: string][] = [
  [
    'transaction',
    () => new Chat().ask(anApproval()).tap('rejected'),
    'approval.help',
    'approval.rejectionRecap',
  ],
  ['invoice', () => new Chat().ask(anInvoice()).tap('rejected'), 'invoice.help', 'invoice.objectionRecap'],
  [
    'invoice, «other»',
    () => new Chat().ask(anInvoice()).tap('rejected').tap('choseReason:other'),
    'invoice.help',
    'invoice.objectionRecap',
  ],
  [
    'letter',
    () => new Chat().ask(oneLine()).tap('disagreed').tap('skipped'),
    'reconciliation.help',
    'reconciliation.disagreeRecap',
  ],
];

const takenBack = [
  'aa yanlış tuşa dokundum, kabul edecektim',
  'Pardon yanlış bastım',
  'yanlışlıkla reddettim',
  'onaylıyorum',
  'aslında kabul ediyorum',
  'vazgeçtim',
  'parmağım kaydı',
  'reddetmek istemedim',
  'sorry, I tapped the wrong button',
  'I pressed reject by mistake',
  'I meant to approve it',
  "I didn't mean to reject",
  'changed my mind',
  'ضغطت على الزر الخطأ',
  'كنت أريد أن أوافق',
  'لم أقصد الرفض',
];

const noReasons = [
  'bu neden böyle oldu?',
  'kaç oldu fiyat',
  'nasıl hesapladınız',
  'why is it so much?',
  'could you explain the price',
  'لماذا هذا السعر؟',
];

const putOff = [
  'düşüneyim',
  'bir düşüneyim de',
  'ortağıma sorayım',
  'let me think',
  'not sure yet',
  'دعني أفكر',
];

const reasons = [
  'Fiyat anlaştığımız gibi değil',
  'Fatura iki kez kesilmiş',
  'yanlış fiyat yazılmış',
  'kabul edilen fiyat 95 idi',
  'malı yanlışlıkla iki kez göndermişsiniz',
  'fiyatı onaylamıyorum çünkü yüksek',
  'the price is wrong',
  'goods were entered twice by mistake',
  'السعر أعلى مما اتفقنا عليه',
];

describe.each(beginnings)('a "no" that waits for its reason, %s', (_name, begin, question, recap) => {
  it.each(takenBack)('«%s»: goes back, nothing is recorded', (text) => {
    const chat = begin().type(text);

    expect([chat.said, chat.decisions, chat.outcomes]).toEqual([[question], [], []]);
  });

  it.each(noReasons)('«%s»: no reason, asked again', (text) => {
    const chat = begin();
    const asked = chat.said;
    chat.type(text);

    expect([chat.said, chat.decisions]).toEqual([asked, []]);
  });

  it.each(putOff)('«%s»: no reason, nothing is recorded', (text) => {
    const chat = begin().type(text);

    expect(chat.said).not.toContain(recap);
    expect([chat.decisions, chat.outcomes]).toEqual([[], []]);
  });

  it.each(reasons)('«%s»: the reason, word for word in a recap that has to be confirmed', (text) => {
    const chat = begin().type(text);
    const [shown = ''] = chat.texts;

    expect([chat.said, chat.decisions]).toEqual([[recap], []]);
    expect(shown).toContain(text);
    chat.tap('confirmed');
    expect(chat.decisions).toHaveLength(1);
    expect(chat.decisions[0]).toMatch(/^(rejected|objected|disagreed)$/);
  });

  it('the recap left with «go back», tapped or typed: nothing is recorded, and the question stands again', () => {
    for (const leave of [(chat: Chat) => chat.tap('wentBack'), (chat: Chat) => chat.type('vazgeç')]) {
      const chat = leave(begin().type('Fiyat anlaştığımız gibi değil'));

      expect([chat.said, chat.decisions, chat.outcomes]).toEqual([[question], [], []]);
    }
  });
});

describe('the recap of a rejection', () => {
  it('confirmed by somebody who is no contact of the customer any more: passed on, nothing decided', () => {
    const chat = new Chat().ask(anApproval()).tap('rejected').tap('choseReason:price');
    chat.contact = aContact({ customerRefs: ['C999'] });
    chat.tap('confirmed');

    expect([chat.decisions, chat.forwards]).toEqual([[], 1]);
  });

  it('left and answered with a "yes" instead: the approval is recorded, and no reason with it', () => {
    const chat = new Chat().ask(anApproval()).tap('rejected').tap('choseReason:price').tap('wentBack');
    chat.tap('approved').tap('confirmed');

    expect([chat.decisions, chat.view('req_approval').reason]).toEqual([['approved'], null]);
  });
});
