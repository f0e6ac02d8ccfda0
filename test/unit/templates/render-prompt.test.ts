import fc from 'fast-check';
import type { PromptToRender } from '../../../src/vocabulary/rendered-prompt.ts';
import { languages } from '../../../src/vocabulary/language.ts';
import { promptKeys as promptsOfMachines } from '../../../machines/prompt-keys.ts';
import { promptKeys } from '../../../src/templates/prompt-registry.ts';
import { renderPrompt } from '../../../src/templates/render-prompt.ts';
import { UnknownPrompt } from '../../../src/templates/template-errors.ts';
import { everyPrompt } from './every-prompt.ts';
import { deliveryRequest, invoiceRequest, letterRequest, promptOf } from './sample-prompt.ts';

const agreement = [{ choice: 'agreed' }, { choice: 'disagreed' }, { choice: 'askedForHuman' }];
const cases = everyPrompt.flatMap((emitted) => languages.map((language) => ({ ...emitted, language })));
const fsi = '\u2068';
const pdi = '\u2069';

describe('renderPrompt, every prompt the machines know', () => {
  it('the cases below: are all prompts of the registry', () => {
    expect(everyPrompt.map(({ prompt }) => prompt).sort()).toEqual([...promptKeys].sort());
  });

  it.each(cases)(
    '$prompt in $language: fits a WhatsApp message',
    ({ prompt, language, request, values, choices, kind }) => {
      const rendered = renderPrompt(promptOf(prompt, language, request, values, choices));
      expect(rendered.kind).toBe(kind);
      expect(rendered.text.length).toBeLessThanOrEqual(1024);
      expect(rendered.text).not.toMatch(/\{\{|undefined|null|\[object/);
      expect(rendered.choices).toHaveLength(choices.length);
      expect(new Set(rendered.choices.map(({ title }) => title)).size).toBe(choices.length);
      for (const { title, description } of rendered.choices) {
        expect(title.length).toBeGreaterThan(0);
        expect(title.length).toBeLessThanOrEqual(kind === 'list' ? 24 : 20);
        expect(title).not.toMatch(/…/);
        expect((description ?? '').length).toBeLessThanOrEqual(72);
      }
      if (kind === 'list') expect((rendered.listButton ?? '').length).toBeLessThanOrEqual(20);
      else expect(rendered.listButton).toBeNull();
    },
  );

  it.each(cases)(
    '$prompt in $language with nothing known: still makes a text',
    ({ prompt, language, choices }) => {
      const bare: PromptToRender = { ...promptOf(prompt, language, null, {}, choices), contactName: null };
      expect(renderPrompt(bare).text).not.toMatch(/\{\{|undefined|null|\[object/);
    },
  );

  it('every prompt of the machines: has words', () => {
    expect(promptsOfMachines.filter((prompt) => !promptKeys.includes(prompt))).toEqual([]);
  });

  it('a prompt or a choice nobody wrote a text for: is refused', () => {
    expect(() => renderPrompt(promptOf('reconciliation.poem', 'tr'))).toThrow(UnknownPrompt);
    expect(() => renderPrompt(promptOf('constructor', 'tr'))).toThrow(UnknownPrompt);
    expect(() =>
      renderPrompt(promptOf('reconciliation.letter', 'tr', letterRequest, {}, [{ choice: 'sang' }])),
    ).toThrow(UnknownPrompt);
  });
});

describe('renderPrompt, a reconciliation letter', () => {
  const document = { link: 'https://files.example/1.pdf', filename: 'mutabakat.pdf', sha256: null };

  it('with its document: carries it and says so', () => {
    const rendered = renderPrompt(
      promptOf('reconciliation.letter', 'tr', { ...letterRequest, document }, {}, agreement),
    );
    expect(rendered.text).toBe(
      [
        'Sayın Ada Hesapçı, merhaba.',
        'Demo Kıymetli Maden A.Ş. nezdindeki *120.01.0001* numaralı cari hesabınızın 31.10.2026 tarihli mutabakat mektubu hazırdır.',
        'Bakiye: 1.250,340 g has (B) · 264.750,00 TL (A) · 0,00 USD (B)\n(B) bize olan borcunuzu, (A) bizden olan alacağınızı gösterir.',
        'Mektup ektedir. Lütfen kayıtlarınızla karşılaştırıp en geç 08.12.2026 tarihine kadar yanıtlayınız. Mutabık değilseniz açıklamanızı ve kendi ekstrenizi bu sohbetten gönderebilirsiniz.',
        'Hata ve unutma müstesnadır.',
      ].join('\n\n'),
    );
    expect(rendered.document).toEqual({ link: document.link, filename: document.filename });
    expect(rendered.template?.name).toBe('recon_letter_ready_v1');
    expect(rendered.choices.map(({ title }) => title)).toEqual([
      'Mutabıkız',
      'Mutabık değiliz',
      'Temsilciye bağlan',
    ]);
  });

  it.each(languages)('without one in %s: claims no attachment and uses the other template', (language) => {
    const rendered = renderPrompt(promptOf('reconciliation.letter', language, letterRequest, {}, agreement));
    expect(rendered.text).not.toMatch(/ektedir|attached|مرفق/);
    expect(rendered.document).toBeNull();
    expect(rendered.template?.name).toBe('recon_letter_ready_nodoc_v1');
  });

  it('outside the window: says the same words with one payload per button', () => {
    for (const language of languages) {
      const rendered = renderPrompt(
        promptOf('reconciliation.reminder', language, letterRequest, {}, agreement),
      );
      for (const { value } of rendered.template?.parameters ?? []) expect(rendered.text).toContain(value);
      expect(rendered.template?.buttonPayloads).toEqual(rendered.choices.map(({ id }) => id));
    }
  });

  it('fewer choices than the template has buttons: still gives every button its payload', () => {
    const rendered = renderPrompt(
      promptOf('reconciliation.letter', 'tr', letterRequest, {}, agreement.slice(0, 2)),
    );
    expect(rendered.template?.buttonPayloads).toEqual([
      't0ken.3.agreed',
      't0ken.3.disagreed',
      't0ken.3.askedForHuman',
    ]);
  });
});

describe('renderPrompt, recaps', () => {
  it('R9: of an agreement: names every line, zero lines too, and the plain meaning of the sides', () => {
    const { text } = renderPrompt(promptOf('reconciliation.recap', 'tr'));
    for (const part of [
      'MUT-2026-10-C001',
      '«MUTABAKAT»',
      '1.250,340 g has (B)',
      '264.750,00 TL (A)',
      '0,00 USD (B)',
    ])
      expect(text).toContain(part);
    expect(text).toContain('(B) bize olan borcunuzu, (A) bizden olan alacağınızı gösterir.');
    expect(renderPrompt(promptOf('reconciliation.recap', 'en')).text).toContain('as AGREED');
  });

  it('of a partial answer: shows each answer and the own figure', () => {
    const lines = [
      { unit: 'HAS', quantity: '1250.340', side: 'B', answer: 'agreed', own: null },
      {
        unit: 'USD',
        quantity: '12450',
        side: 'A',
        answer: 'disagreed',
        own: { quantity: '12400', side: 'A' },
      },
      { unit: 'TRY', quantity: '0', side: 'B', answer: 'disagreed', own: null },
    ];
    const { text } = renderPrompt(
      promptOf('reconciliation.partialRecap', 'tr', letterRequest, { lines, reason: 'price' }),
    );
    expect(text).toContain('• 1.250,340 g has (B): mutabık\n');
    expect(text).toContain('• 12.450,00 USD (A): mutabık değil, sizin kaydınız 12.400,00 USD (A)\n');
    expect(text).toContain('• 0,00 TL (B): mutabık değil\n');
    expect(text).toContain('Açıklama: Fiyat veya kur farkı');
  });

  it('of an approval: is the text of domain 7.6, with its detail', () => {
    expect(renderPrompt(promptOf('approval.recap', 'tr', deliveryRequest)).text).toBe(
      'ONY-3107 referanslı işlem için yanıtınız «ONAY» olarak kaydedilecek.\n\nKülçe teslimi\nAyrıntı: Teslimat\nTutar/miktar: 500,000 g has (B), borcunuza kayıt\n\nBu şekilde kaydedeyim mi?',
    );
    const { choices, template } = renderPrompt(
      promptOf('approval.recap', 'tr', deliveryRequest, {}, [
        { choice: 'confirmed' },
        { choice: 'wentBack' },
      ]),
    );
    expect(choices.map(({ title }) => title)).toEqual(['Evet, onaylıyorum', 'Vazgeç']);
    expect(template).toBeNull();
  });
});

/** The sides in words, as exactly as the letter says them. */
const plainMeaning = {
  tr: '(B) bize olan borcunuzu, (A) bizden olan alacağınızı gösterir.',
  en: '(Dr) means you owe us, (Cr) means we owe you.',
  ar: '(مدين) يعني رصيدًا مستحقًا لنا عليكم، و(دائن) يعني رصيدًا مستحقًا لكم علينا.',
};
const bare = (text: string): string => text.replaceAll(/[\u2066-\u2069]/g, '');

describe('renderPrompt, the two sides of a balance', () => {
  const balances = [
    ...['reconciliation.letter', 'reconciliation.recap', 'reconciliation.disagreeRecap'],
    ...['reconciliation.partialRecap', 'reconciliation.confirmSoft', 'reconciliation.confirmNo'],
    'conversation.balance',
  ];

  it.each(cases.filter(({ prompt }) => balances.includes(prompt)))(
    'R9: $prompt in $language: each line has its side, and what the sides mean stands beside them',
    ({ prompt, language, request, values, choices }) => {
      const text = bare(renderPrompt(promptOf(prompt, language, request, values, choices)).text);
      const marks = { tr: /\((B|A)\)/, en: /\((Dr|Cr)\)/, ar: /\((مدين|دائن)\)/ }[language];
      expect(text.replace(plainMeaning[language], '')).toMatch(marks);
      expect(text.split(plainMeaning[language])).toHaveLength(2);
    },
  );

  /** What follows a side of a single line, or stands once behind several. */
  const meant = {
    tr: /(bize (olan )?borcunuz|bizden olan alacağınız|bizden alacağınız|borcunuza|alacağınıza|bizden alışlarınız|bize satışlarınız)/,
    en: /(you owe us|we owe you|owed by you|owed to you|bought from us|sold to us)/,
    ar: /(لنا عليكم|لكم علينا|قيد عليكم|قيد لكم|قيدًا عليكم|مشترياتكم منا|مبيعاتكم لنا)/,
  };

  it.each(cases)(
    'R9: $prompt in $language: where a side stands, inside and outside the window, what it means does',
    ({ prompt, language, request, values, choices }) => {
      const rendered = renderPrompt(promptOf(prompt, language, request, values, choices));
      const marks = { tr: /\((B|A)\)/, en: /\((Dr|Cr)\)/, ar: /\((مدين|دائن)\)/ }[language];
      for (const text of [rendered.text, rendered.template?.text ?? rendered.text, ...rowsOf(rendered)])
        if (marks.test(bare(text)))
          expect(bare(rendered.text === text ? text : `${rendered.text}\n${text}`)).toMatch(meant[language]);
    },
  );
  const rowsOf = ({ choices }: ReturnType<typeof renderPrompt>): string[] =>
    choices.flatMap(({ title, description }) => [title, description ?? '']);

  it('R9: an approval, a movement, what falls due, a difference, a check of a movement: these words', () => {
    const told = (prompt: string, language: 'tr' | 'en' | 'ar', row: number): string => {
      const one = everyPrompt.find((emitted) => emitted.prompt === prompt);
      const { request = null, values = {}, choices = [] } = one ?? {};
      const { text } = renderPrompt(promptOf(prompt, language, request, values, choices));
      const marked = bare(text)
        .split('\n')
        .filter((line) => /\((B|A|Dr|Cr|مدين|دائن)\)/.test(line));
      return marked[row] ?? '';
    };
    expect(told('approval.request', 'tr', 0)).toBe('Tutar/miktar: 500,000 g has (B), borcunuza kayıt');
    expect(told('approval.request', 'en', 0)).toMatch(/ \(Dr\), entered as owed by you$/);
    expect(told('approval.request', 'ar', 0)).toMatch(/ \(مدين\)، قيد عليكم$/);
    expect(told('notice.movement', 'tr', 0)).toBe('Miktar: 42,870 g has (A), alacağınıza kayıt');
    expect(told('notice.movement', 'tr', 1)).toBe('Güncel bakiye: 12,130 g has (B), bize borcunuz');
    expect(told('notice.movement', 'en', 1)).toMatch(/ \(Dr\), you owe us$/);
    expect(told('notice.payment', 'tr', 0)).toBe('Vadesi gelen: 1.850,00 TL (B), bize borcunuz');
    expect(told('notice.difference', 'tr', 0)).toBe('Bizim kaydımız: 8.420,115 g has (A), bizden alacağınız');
    expect(told('notice.verification', 'tr', 0)).toBe('Miktar: 25.000,00 USD (B), borcunuza kayıt');
    expect(told('reconciliation.reminder', 'tr', 0)).toBe(
      'Bakiye: 1.250,340 g has (B) · 264.750,00 TL (A) · 0,00 USD (B); (B) bize borcunuz, (A) bizden alacağınız',
    );
    expect(told('reconciliation.askFigure', 'tr', 0)).toBe(
      'Bizim kaydımız: 1.250,340 g has (B), bize borcunuz',
    );
    expect(told('conversation.movements', 'tr', 1)).toBe(
      '(B) borcunuza, (A) alacağınıza yapılan kaydı gösterir.',
    );
  });

  it('R9: of a declaration a side is what was bought or sold', () => {
    const babs = { ...letterRequest, details: { ...letterRequest.details, kind: 'babs' } };
    const values = { unit: 'HAS', lines: letterRequest.lines.map((line) => ({ ...line })) };
    const { text } = renderPrompt(promptOf('reconciliation.askFigure', 'tr', babs, values));
    expect(text).toContain('(B), bizden alışlarınız');
  });

  it('R9: the letter that is to be agreed to, in English and Arabic: these words', () => {
    const told = (language: 'en' | 'ar') =>
      bare(renderPrompt(promptOf('reconciliation.recap', language)).text).split('\n\n');
    expect(told('en')).toEqual([
      'Your reply to the reconciliation letter with reference MUT-2026-10-C001 will be recorded as AGREED.',
      'Account: 120.01.0001\nAs of: 31 Oct 2026\n• 1,250.340 g pure gold (Dr)\n• 264,750.00 TRY (Cr)\n• 0.00 USD (Dr)',
      plainMeaning.en,
      'Shall I record it like this?',
    ]);
    const [, lines = '', meaning] = told('ar');
    expect(
      lines
        .split('\n')
        .slice(-3)
        .map((line) => /\((مدين|دائن)\)$/.exec(line)?.[1]),
    ).toEqual(['مدين', 'دائن', 'مدين']);
    expect(meaning).toBe(plainMeaning.ar);
  });
});

describe('renderPrompt, invoices and approvals', () => {
  /** Words for the portal of e-invoices, and that we do not stand for it. */
  const portal = {
    tr: /e-Fatura (sistem|portal)/,
    en: /e-invoice (system|portal)/,
    ar: /(نظام|بوابة) الفاتورة الإلكترونية/,
  };
  const notInItsPlace = { tr: 'yerine geçmez', en: 'does not replace', ar: 'لا يحل محل' };

  it.each(cases.filter(({ prompt }) => prompt.startsWith('invoice.')))(
    'R13: $prompt in $language, of both scenarios: names the portal only to say that this is not its answer',
    ({ prompt, language, values, choices }) => {
      const saysIt = ['invoice.request', 'invoice.recap'].includes(prompt);
      for (const scenario of ['ticari', 'temel']) {
        const request = { ...invoiceRequest, details: { ...invoiceRequest.details, scenario } };
        const { text } = renderPrompt(promptOf(prompt, language, request, values, choices));
        const isRecord = prompt.startsWith('invoice.recorded') && scenario === 'ticari';
        expect([scenario, portal[language].test(text)]).toEqual([scenario, saysIt || isRecord]);
        if (saysIt || isRecord) expect(text).toContain(notInItsPlace[language]);
      }
    },
  );

  it('an invoice: shows amount, tax, gold and workmanship apart', () => {
    const { text } = renderPrompt(promptOf('invoice.request', 'tr', invoiceRequest));
    expect(text).toContain('Tutar: 563.023,00 TL (KDV 2.733,33 TL)');
    expect(text).toContain('İçerik: 85,250 g brüt · 916 milyem · 78,089 g has · işçilik 13.666,67 TL');
    expect(text).toContain('02.12.2026 09:31');
  });

  it('workmanship in gold: is shown as fineness', () => {
    const details = { ...invoiceRequest.details, workmanship: { milyem: '800' } };
    const { text } = renderPrompt(promptOf('invoice.request', 'tr', { ...invoiceRequest, details }));
    expect(text).toContain('işçilik 80 milyem');
  });

  it('R13: an objection to a commercial e-invoice: points to the portal, others do not', () => {
    const commercial = renderPrompt(promptOf('invoice.recordedObjected', 'tr', invoiceRequest)).text;
    const details = { ...invoiceRequest.details, scenario: 'temel' };
    const basic = renderPrompt(
      promptOf('invoice.recordedObjected', 'tr', { ...invoiceRequest, details }),
    ).text;
    expect(commercial).toContain('e-Fatura portalında');
    expect(basic).not.toContain('portal');
  });

  it('R5: an expired invoice: never says approved', () => {
    const texts = languages.map(
      (language) => renderPrompt(promptOf('invoice.expired', language, invoiceRequest)).text,
    );
    expect(texts.join(' ')).not.toMatch(/onay|approv|accept|kabul|موافق|قبول/i);
  });

  it('a price-bound approval: says rate, side, source and until when', () => {
    const details = {
      ...deliveryRequest.details,
      kind: 'price_fix',
      detail: 'Kasım teslimi',
      price: {
        rate: '7000.00',
        side: 'satis',
        currency: 'TRY',
        source: 'Demo kur',
        valid_until: '2026-11-24T14:35:00+03:00',
      },
    };
    const { text } = renderPrompt(promptOf('approval.request', 'tr', { ...deliveryRequest, details }));
    expect(text).toContain(
      'Fiyat sabitleme · Kasım teslimi · satış 7.000,00 TL · kaynak Demo kur · 24.11.2026 14:35 saatine kadar geçerli',
    );
  });

  it('workmanship and fineness given as numbers: are shown like their digits', () => {
    const gold = { gross_g: '85.250', milyem: 9166, has_g: '78.141' };
    const details = { ...invoiceRequest.details, gold, workmanship: { milyem: 800 } };
    const { text } = renderPrompt(promptOf('invoice.request', 'en', { ...invoiceRequest, details }));
    expect(text).toContain('fineness 916.6');
    expect(text).toContain('workmanship 80 fineness');
  });

  it('a transaction with a detail and no price: says both kind and detail', () => {
    const details = { ...deliveryRequest.details, detail: 'Kasım teslimi' };
    const { text } = renderPrompt(promptOf('approval.request', 'tr', { ...deliveryRequest, details }));
    expect(text).toContain('Ayrıntı: Teslimat · Kasım teslimi');
  });

  it('already recorded: says outcome, reference and local time', () => {
    const values = { outcome: 'expired', closedAt: '2026-11-24T11:35:00.000Z' };
    const { text } = renderPrompt(promptOf('approval.alreadyRecorded', 'tr', deliveryRequest, values));
    for (const part of ['ONY-3107', 'süresi doldu', '24.11.2026 14:35']) expect(text).toContain(part);
  });
});

describe('renderPrompt, more text than buttons can carry', () => {
  it('a recap of very many balances: becomes a list, which carries more', () => {
    const lines = Array.from({ length: 40 }, () => ({
      ...letterRequest.lines[0],
      answer: 'agreed',
      own: null,
    }));
    const values = { lines } as PromptToRender['values']; // the spread hides that the first line exists
    const choices = [{ choice: 'confirmed' }, { choice: 'wentBack' }];
    const rendered = renderPrompt(
      promptOf('reconciliation.partialRecap', 'tr', letterRequest, values, choices),
    );
    expect(rendered.kind).toBe('list');
    expect(rendered.text.length).toBeGreaterThan(1024);
    expect(rendered.text.length).toBeLessThanOrEqual(4096);
  });
});

describe('renderPrompt, values somebody else wrote', () => {
  it('R11: Arabic: every value stands between isolates, in balance', () => {
    const { text, template } = renderPrompt(
      promptOf('reconciliation.letter', 'ar', letterRequest, {}, agreement),
    );
    expect(template?.parameters.every(({ value }) => value.startsWith(fsi) && value.endsWith(pdi))).toBe(
      true,
    );
    expect(text.split(fsi)).toHaveLength(text.split(pdi).length);
    expect(text).toContain(`${fsi}1,250.340 غ ذهب خالص (مدين) · 264,750.00 ليرة تركية (دائن)`);
    expect(text).not.toMatch(/[٠-٩]/);
  });

  it('placeholders, nesting and patterns in a name: are shown, not followed', () => {
    const contactName = '{{company_name}} $t(common:choice.agreed) $& $1';
    const { text } = renderPrompt({ ...promptOf('reconciliation.letter', 'tr'), contactName });
    expect(text).toContain(`Sayın ${contactName}, merhaba.`);
  });

  it('any name and any subject: leave every parameter sendable', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string(),
        fc.constantFrom(...languages),
        (contactName, subject, language) => {
          const request = { ...deliveryRequest, details: { ...deliveryRequest.details, subject } };
          const rendered = renderPrompt({ ...promptOf('approval.request', language, request), contactName });
          for (const { value } of rendered.template?.parameters ?? []) {
            expect(value).not.toMatch(/[\n\r\t]| {4}/);
            expect(value.replace(/[\u2068\u2069]/g, '').trim()).not.toBe('');
          }
          expect(rendered.text.length).toBeLessThanOrEqual(1024);
        },
      ),
    );
  });

  it('the same prompt twice: is the same text', () => {
    const prompt = promptOf('invoice.request', 'ar', invoiceRequest);
    expect(renderPrompt(prompt)).toEqual(renderPrompt(prompt));
  });
});
