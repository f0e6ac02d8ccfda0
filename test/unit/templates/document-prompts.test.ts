import { documentPromptKeys } from '../../../machines/document-request/document-request.prompt-keys.ts';
import { documentKinds } from '../../../src/documents/document-codes.ts';
import { refusalReasons } from '../../../src/files/file-record.ts';
import { documentPrompts } from '../../../src/templates/document-prompts.ts';
import { forbiddenWordsIn } from '../../../src/words/forbidden-words.ts';
import { localeTexts } from '../../../src/templates/locale-texts.ts';
import { renderPrompt } from '../../../src/templates/render-prompt.ts';
import { languages, type Language } from '../../../src/vocabulary/language.ts';
import { templateDefinitions } from '../../../src/templates/template-definitions.ts';
import { documentCases, documentRequest } from './document-cases.ts';
import { promptOf } from './sample-prompt.ts';

const company = {
  name: 'Demo Kıymetli Maden A.Ş.',
  workingHours: '09:00–18:00',
  privacyUrl: 'https://demo.example/kvkk',
};
const textOfCase = (
  { prompt, request, values, choices }: (typeof documentCases)[number],
  language: Language,
) => renderPrompt({ ...promptOf(prompt, language, request, values, choices), company });
const cases = documentCases.flatMap((one) => languages.map((language) => ({ ...one, language })));
const said = (
  prompt: string,
  values: (typeof documentCases)[number]['values'] = {},
  details: Record<string, unknown> = {},
  language: Language = 'tr',
): string => {
  const request = { ...documentRequest, details: { ...documentRequest.details, ...details } };
  const one = documentCases.find((known) => known.prompt === prompt)!;
  return textOfCase({ ...one, request: request as typeof documentRequest, values }, language).text;
};

describe('texts of document requests', () => {
  it('the prompts of the machine: have words, and there are no others', () => {
    expect(Object.keys(documentPrompts).sort()).toEqual([...documentPromptKeys].sort());
    expect(documentCases.map(({ prompt }) => prompt).sort()).toEqual([...documentPromptKeys].sort());
  });

  it('documents, reasons of a refused file and of a rejection: have words in every language', () => {
    for (const language of languages) {
      const { name, refusal } = localeTexts[language].document;
      expect(Object.keys(name).sort()).toEqual([...Object.keys(documentKinds), 'other'].sort());
      expect(Object.keys(refusal).sort()).toEqual([...refusalReasons, 'heic', 'other'].sort());
    }
  });

  it.each(cases)('$prompt in $language: fits a message and names no code', (one) => {
    const { text, choices, kind } = textOfCase(one, one.language);
    expect(kind).toBe(one.kind);
    expect(text.length).toBeLessThanOrEqual(1024);
    expect(text).not.toMatch(/\{\{|undefined|null|\[object|imza_sirkuleri|onboarding|type_not_allowed/);
    expect(forbiddenWordsIn(text)).toEqual([]);
    for (const { title } of choices) expect(title.length).toBeLessThanOrEqual(20);
  });

  it.each(cases)(
    'R3: $prompt in $language: says the same whatever the document is for (domain 6.3-c)',
    (one) => {
      const because = (reason: string | null) => {
        const { reason_code: _, ...details } = documentRequest.details;
        const request = {
          ...documentRequest,
          details: reason === null ? details : { ...details, reason_code: reason },
        };
        return textOfCase({ ...one, request }, one.language);
      };
      const neutral = because(null);
      for (const reason of ['onboarding', 'expiry', 'screening', 'risk'])
        expect(because(reason)).toEqual(neutral);
    },
  );

  it('the request in Turkish: is the text of the template of domain 7.7', () => {
    const one = documentCases[0]!;
    const { text, template, choices } = textOfCase(one, 'tr');
    expect(text).toBe(
      [
        'Sayın Ada Hesapçı, hesap bilgilerinizi güncel tutabilmemiz için aşağıdaki belgeye ihtiyacımız var.',
        'Belge: imza sirküleri\nKabul edilen biçim: PDF, JPEG, PNG\nSon tarih: 07.12.2026\nTalep no: BLG-2044',
        'Belgeyi size vereceğimiz güvenli yükleme bağlantısından iletebilirsiniz. Lütfen kimlik, kart veya şifre bilgilerini bu sohbete yazmayınız. Aydınlatma metni: https://demo.example/kvkk adresindedir.',
      ].join('\n\n'),
    );
    expect(template?.name).toBe('document_request_v1');
    expect(choices.map(({ title }) => title)).toEqual([
      'Yükleme bağlantısı',
      'Süre iste',
      'Temsilciye bağlan',
    ]);
  });

  it('the buttons of the request: are those of domain 7.7 in every language', () => {
    const titles = (language: Language) =>
      textOfCase(documentCases[0]!, language).choices.map(({ title }) => title);
    expect(titles('en')).toEqual(['Upload link', 'More time', 'Talk to staff']);
    expect(titles('ar')).toEqual(['رابط الرفع', 'أحتاج وقتًا أطول', 'التحدث مع موظف']);
  });

  it('the templates: are for what may be said after a day of silence', () => {
    const names = templateDefinitions()
      .filter(({ prompt }) => prompt.startsWith('document.'))
      .map(({ name }) => name);
    expect([...new Set(names)]).toEqual([
      'document_request_first_v1',
      'document_request_v1',
      'document_reminder_v1',
      'document_accepted_v1',
      'document_rejected_v1',
      'document_withdrawn_v1',
    ]);
  });
});

describe('a file that was refused', () => {
  it('of the wrong type: says which formats are taken and what to do about HEIC', () => {
    const text = said('document.refused', { refusals: ['type_not_allowed'] });
    expect(text).toContain('kabul edilen biçim: PDF, JPEG, PNG.');
    expect(text).toContain('HEIC');
  });

  it('of the wrong type where no photo is taken: does not speak of photos', () => {
    const text = said(
      'document.refused',
      { refusals: ['type_not_allowed'] },
      { document_code: 'sicil_gazetesi' },
    );
    expect(text).toContain('kabul edilen biçim: PDF.');
    expect(text).not.toContain('HEIC');
  });

  it('too large: says how large it may be', () => {
    expect(said('document.refused', { refusals: ['too_large'] }, { max_bytes: 12_500_000 })).toContain(
      'bir dosya en fazla 12,5 MB, bir fotoğraf en fazla 10 MB olabilir',
    );
  });

  it('for a reason newer than the texts: says that it could not be processed, never the code', () => {
    for (const code of ['melted', 'constructor', '__proto__', 'a.b', 'other:x', ''])
      expect(said('document.refused', { refusals: [code] })).toContain('Dosyayı işleyemedik.');
  });

  it('some of several: the receipt says so, and only then', () => {
    expect(said('document.received', { count: 2, refusals: ['empty'] })).toContain(
      'Dosyalardan bazılarını alamadık. Dosya boş geldi.',
    );
    expect(said('document.received', { count: 2, refusals: [] })).not.toContain('alamadık');
  });
});

describe('a document in the texts', () => {
  it('a code nobody knows: is called the requested document', () => {
    expect(said('document.checking', {}, { document_code: 'uzay_ruhsati' })).toContain(
      'Belge: istenen belge',
    );
    expect(said('document.checking', {}, { document_code: 'choice.askedForLink' })).toContain(
      'Belge: istenen belge',
    );
  });

  it('formats of the request: narrow those of the document', () => {
    expect(said('document.help', {}, { accepted_mime: ['application/pdf', 'image/heic'] })).toContain(
      'Kabul edilen biçim: PDF\n',
    );
    expect(
      said('document.help', {}, { document_code: 'karsi_ekstre', accepted_mime: undefined }, 'en'),
    ).toContain('Accepted formats: PDF, Excel (XLSX), CSV, JPEG');
  });

  it('after an extension: the new date is named', () => {
    expect(said('document.reminder', { dueAt: '2026-12-14T20:59:59.000Z' })).toContain(
      'Son tarih: 14.12.2026',
    );
  });

  it('the upload link: shows address, document, end and that it serves once', () => {
    const text = said('document.uploadLink', { uploadUrl: 'https://yukle.example.com/u/abc' });
    for (const part of ['https://yukle.example.com/u/abc\n', 'imza sirküleri', '07.12.2026', 'bir kez'])
      expect(text).toContain(part);
  });

  const inChat = (code: string): string =>
    said('document.idInChat', { uploadUrl: 'https://yukle.example.com/u/abc' }, { document_code: code });

  it.each(['kimlik', 'ikametgah'])(
    'an identity document in the chat (%s): the sentence of domain 9.3',
    (code) => {
      expect(inChat(code)).toMatch(
        /^Güvenliğiniz için kimlik belgelerini sohbetten almıyoruz; gönderdiğiniz görsel silinecek\./,
      );
    },
  );

  it.each(
    Object.entries(documentKinds)
      .filter(([, { way, isIdentity }]) => way === 'link' && !isIdentity)
      .map(([code]) => code),
  )('another document by link alone in the chat (%s): is not called an identity document', (code) => {
    expect(inChat(code)).toMatch(
      /^Bu belgeyi sohbetten alamıyoruz; gönderdiğiniz dosyayı sileceğiz\. Lütfen güvenli bağlantıyı kullanın\./,
    );
    expect(inChat(code)).toContain('https://yukle.example.com/u/abc');
  });

  it.each([
    ['wrong_type', 'istenen belge değil'],
    ['unreadable', 'okunamıyor'],
    ['expired', 'geçerlilik süresi dolmuş'],
    ['incomplete', 'eksik sayfa'],
    ['anything', 'temsilcimize yazabilirsiniz'],
  ])('sent back because of %s: says so in words', (reason, words) => {
    expect(said('document.rejected', { reason })).toContain(words);
  });
});
