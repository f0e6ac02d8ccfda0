import type { Browser, Page } from 'playwright-core';
import { desktop, launchBrowser, phone } from '../support/console-page.ts';
import { ownerAt, type ConsoleOwner } from '../support/console-owner.ts';
import { startConsoleProduct, type ConsoleProduct } from '../support/console-product.ts';

let browser: Browser;
let product: ConsoleProduct;
let owner: ConsoleOwner;

const ref = 'NUM1';
const number = '+905320004711';
const masked = '+90 ••• ••• 47 11';
const taxNumber = '1234567890';
const customer = {
  ...{ name: 'Numara Kuyumculuk', taxNumber },
  contacts: [
    { ref: 'NUM1-1', name: 'Ada Örnekoğlu', phone: number, roles: ['owner'], canBind: true },
    { ref: 'NUM1-2', name: 'Ege Örnekoğlu', phone: '+966500004712', roles: ['reports'] },
  ],
};
const path = `/v1/customers/${ref}`;

interface Book {
  contacts: { ref: string; name: string; phone: string }[];
  taxNumber: string;
}
interface Seen {
  by: string;
  details: { reason: string; note: string | null; contacts: string[]; taxNumber: boolean };
}
const seen = async (): Promise<Seen[]> =>
  (await product.call<{ data: Seen[] }>('GET', `/v1/audit?action=customer.revealed&subject=${ref}`)).data;

/** Everything the page was answered, as text. */
const answersOf = (page: Page): string[] => {
  const answers: string[] = [];
  page.on('response', (response) => {
    if (!response.url().includes('/v1/')) return;
    response.text().then(
      (text) => answers.push(text),
      () => undefined,
    );
  });
  return answers;
};

beforeAll(async () => {
  browser = await launchBrowser();
  product = await startConsoleProduct();
}, 120_000);
beforeEach(async () => {
  await product.call('PUT', path, customer);
  const { data } = await product.call<{ data: { id: string }[] }>('GET', `${path}/agreements`);
  for (const { id } of data) await product.call('DELETE', `${path}/agreements/${id}`);
});
afterEach(() => owner.leave());
afterAll(async () => {
  await browser.close();
  await product.stop();
});

const card = async (options = desktop): Promise<ConsoleOwner> => {
  owner = await ownerAt(browser, product, `/console/customers?customer=${ref}`, options);
  await owner.page.getByRole('region', { name: 'Kişiler' }).getByText(masked).waitFor();
  return owner;
};

describe('numbers in the console', () => {
  it('are found by their end and come masked; the eye asks why, and it is on record in words', async () => {
    owner = await ownerAt(browser, product, '/console/customers');
    const { page, complaints, expectGood } = owner;
    const answers = answersOf(page);
    await page.getByRole('textbox', { name: 'Müşteri ara' }).fill('4711');
    await page.getByRole('button', { name: new RegExp(ref) }).click();
    await page.getByText(masked).waitFor();
    await page.getByText('••••••••90').waitFor();
    expect(answers.length).toBeGreaterThan(1);
    for (const answer of answers) expect(answer).not.toMatch(/5320004711|500004712|1234567890/);
    expect(await page.locator('a[href^="tel:"]').count()).toBe(0);
    expect(await seen()).toEqual([]);

    await page.getByRole('button', { name: 'Numarayı göster: Ada Örnekoğlu' }).click();
    await page.getByText('Numaraya neden bakıyorsunuz?').waitFor();
    await expectGood('numbers-why');
    await page.getByRole('button', { name: 'Aramak ya da yazmak için' }).click();
    await page.getByText(number, { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Numarayı kopyala: Ada Örnekoğlu' }).waitFor();
    expect(await page.getByRole('link', { name: 'Ara: Ada Örnekoğlu' }).getAttribute('href')).toBe(
      `tel:${number}`,
    );
    expect(await page.locator('a[href^="tel:"]').count()).toBe(1);
    await expectGood('numbers-shown');
    expect(await seen()).toMatchObject([
      {
        by: expect.stringMatching(/^staff:/),
        details: { reason: 'contact', contacts: ['NUM1-1'], taxNumber: false },
      },
    ]);

    await page.reload();
    await page.getByText(masked).waitFor();
    expect(await page.getByText(number, { exact: true }).count()).toBe(0);

    await page.goto(`${product.origin}/console/audit?action=customer.revealed`);
    await page.getByRole('link', { name: 'Müşterinin numaralarına açık bakıldı' }).first().click();
    const entry = page.getByRole('region', { name: 'Ayrıntı' });
    await entry.getByText('Aramak ya da yazmak için').waitFor();
    await entry.getByText('NUM1-1').waitFor();
    await expectGood('numbers-audit');
    expect(complaints).toEqual([]);
  });

  it('for another reason: is said in words first; the tax number of the customer', async () => {
    const { page, complaints } = await card();
    const before = (await seen()).length;
    await page.getByRole('button', { name: 'Numarayı göster: Vergi no' }).click();
    await page.getByRole('button', { name: 'Başka bir neden…' }).click();
    const show = page.getByRole('dialog').getByRole('button', { name: 'Göster', exact: true });
    expect(await show.isDisabled()).toBe(true);
    await page.getByRole('textbox', { name: 'Nedeni' }).fill('Fatura için soruldu');
    await show.click();
    await page.getByText(taxNumber, { exact: true }).waitFor();

    const [last, ...others] = await seen();
    expect(others).toHaveLength(before);
    expect(last?.details).toMatchObject({ reason: 'other', note: 'Fatura için soruldu', taxNumber: true });
    await page.getByRole('button', { name: 'Numarayı gizle: Vergi no' }).click();
    await page.getByText('••••••••90').waitFor();
    expect(complaints).toEqual([]);
  });

  it('a contact is corrected: the numbers are in the form, and stay as they were in the books', async () => {
    const { page, complaints } = await card();
    await page.getByRole('button', { name: 'Düzenle' }).click();
    const first = page.getByRole('group', { name: 'NUM1-1' });
    expect(await first.getByLabel('Telefon').inputValue()).toBe(number);
    await first.getByRole('textbox', { name: 'Ad' }).fill('Ada Yeni');
    await page.getByRole('button', { name: 'Kaydet' }).click();
    await page.getByText('Kişiler kaydedildi.').waitFor();
    await page.getByText(masked).waitFor();

    const book = await product.call<Book>('GET', path);
    expect(book.taxNumber).toBe(taxNumber);
    expect(book.contacts).toMatchObject([
      { name: 'Ada Yeni', phone: number },
      { name: 'Ege Örnekoğlu', phone: '+966500004712' },
    ]);
    expect((await seen())[0]?.details).toMatchObject({
      ...{ reason: 'correct', contacts: ['NUM1-1', 'NUM1-2'], taxNumber: true },
    });
    expect(complaints).toEqual([]);
  });

  it('an agreement names people with whole numbers, and shows them masked', async () => {
    const { page } = await card();
    const part = page.getByRole('region', { name: 'Sözleşmeler' });
    await part.getByRole('button', { name: 'Sözleşme ekle' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('İmza günü', { exact: false }).first().fill('2026-01-02');
    expect(await dialog.getByLabel('Telefon').inputValue()).toBe(number);
    await dialog.getByRole('button', { name: 'Kaydet' }).click();
    await part.getByText(masked).waitFor();
    await part.getByRole('button', { name: 'Değiştir' }).click();
    await dialog.getByLabel('Aslı nerede').fill('dolap 3/12');
    await dialog.getByRole('button', { name: 'Kaydet' }).click();
    await part.getByText('dolap 3/12').waitFor();

    const { data } = await product.call<{ data: { persons: object[] }[] }>('GET', `${path}/agreements`);
    expect(data).toMatchObject([{ document: 'dolap 3/12', persons: [{ phone: number }] }]);
  });

  it('too many were looked at: nothing is shown, and how long to wait is said', async () => {
    const { page } = await card();
    await page.route('**/reveal', (route) =>
      route.fulfill({
        ...{ status: 429, headers: { 'retry-after': '42' } },
        ...{ contentType: 'application/problem+json', body: JSON.stringify({ code: 'rate_limited' }) },
      }),
    );
    await page.getByRole('button', { name: 'Numarayı göster: Ada Örnekoğlu' }).click();
    await page.getByRole('button', { name: 'Kimliği doğrulamak için' }).click();
    await page.getByText(/42 saniye sonra yeniden deneyin/).waitFor();

    expect(await page.getByText(number, { exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: 'Düzenle' }).click();
    await page
      .getByText(/42 saniye/)
      .nth(1)
      .waitFor();
    expect(await page.getByRole('button', { name: 'Kaydet' }).count()).toBe(0);
  });

  it.each([
    ['desktop', 'light', desktop, 'tr'],
    ['desktop', 'dark', desktop, 'en'],
    ['phone', 'light', phone, 'tr'],
    ['phone', 'dark', phone, 'tr'],
  ] as const)(
    'on a %s, %s, while it asks why: axe finds nothing',
    async (size, colorScheme, options, language) => {
      const { page, expectGood } = await card({ ...options, colorScheme });
      if (language === 'en') await page.getByRole('button', { name: /English/ }).click();
      const eye = language === 'en' ? 'Show the number: Ada Örnekoğlu' : 'Numarayı göster: Ada Örnekoğlu';
      await page.getByRole('button', { name: eye }).click();
      await page.getByRole('dialog').last().waitFor();
      await expectGood(`numbers-why-${size}-${colorScheme}-${language}`);
    },
  );
});
