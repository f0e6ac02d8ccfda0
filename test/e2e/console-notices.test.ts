import type { Browser, Page } from 'playwright-core';
import {
  axeFindings,
  complaintsOf,
  desktop,
  launchBrowser,
  sidewaysScroll,
} from '../support/console-page.ts';
import { startConsoleProduct, type ConsoleProduct } from '../support/console-product.ts';
import { startMailServer, type MailServer } from '../support/mail-server.ts';
import { waitFor } from '../support/wait-for.ts';

let browser: Browser;
let server: MailServer;
let product: ConsoleProduct;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  browser = await launchBrowser();
  server = await startMailServer();
  product = await startConsoleProduct({ SMTP_URL: server.url, SMTP_FROM: 'mutabik@firm.example' });
  const context = await browser.newContext({ locale: 'tr-TR', ...desktop });
  page = await context.newPage();
  complaints = complaintsOf(page);
  await page.goto(`${product.origin}${product.link}`);
  await page.getByRole('heading', { name: 'Bugün', level: 1 }).waitFor();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await product?.stop();
  await server?.close();
});

let deviations = 0;
/** An accounting task. */
const newWork = async (): Promise<void> => {
  deviations += 1;
  await product.call('POST', '/v1/events', {
    ...{ event_id: `dev_${deviations}`, type: 'account.deviation.detected', tenant: 't_demo' },
    ...{ customer_id: 'C001', occurred_at: new Date().toISOString() },
    data: {
      ...{ deviation_id: `SAP-${deviations}`, kind: 'stock_count', unit: 'HAS' },
      ...{ expected: '10.000', actual: '8.000', difference: '-2.000' },
    },
  });
};

const notices = () => page.getByRole('region', { name: 'Bildirimler' });

it('a person without an address: says so; with one: tries it, and the letter is there', async () => {
  await page.goto(`${product.origin}/console/settings/account`);
  await notices().getByText('Hesabınızda e-posta adresi yok.').waitFor();
  expect(await notices().getByRole('button', { name: 'Deneme e-postası gönder' }).count()).toBe(0);
  expect(await axeFindings(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);

  await page.getByLabel('E-posta', { exact: true }).fill('sahip@example.com');
  await page.getByRole('button', { name: 'Kaydet' }).first().click();
  await notices().getByText('sahip@example.com').waitFor();
  await notices().getByRole('button', { name: 'Deneme e-postası gönder' }).click();
  await page.getByText('Deneme e-postası yola çıktı.').waitFor();
  await notices().getByText('E-posta sunucusu e-postayı aldı.').waitFor();
  const [mail] = await waitFor('the letter', () => (server.mails.length > 0 ? server.mails : null));
  expect([mail?.to, mail?.header('Subject')]).toEqual([['sahip@example.com'], 'Mutabık: deneme bildirimi']);
}, 60_000);

it('chooses: what was saved is there after a reload; hours that are none are named and what was typed stays', async () => {
  await notices().getByLabel('İncelenecek belgeler').selectOption('off');
  await notices().getByLabel('Toplu bildirimin saatleri').fill('9');
  await notices().getByRole('button', { name: 'Kaydet' }).click();
  await notices().getByText('Saatleri 09:00, 16:00 gibi yazın').waitFor();
  expect(await notices().getByLabel('Toplu bildirimin saatleri').inputValue()).toBe('9');

  await notices().getByLabel('Toplu bildirimin saatleri').fill('17:00, 08:15');
  await notices().getByLabel('Yeni iş gelince ses çıkar').check({ force: true });
  await notices().getByRole('button', { name: 'Kaydet' }).click();
  await page.getByText('Bildirim tercihleriniz kaydedildi.').waitFor();
  await page.reload();
  await notices().waitFor();
  expect(await notices().getByLabel('İncelenecek belgeler').inputValue()).toBe('off');
  expect(await notices().getByLabel('Toplu bildirimin saatleri').inputValue()).toBe('08:15, 17:00');
  expect(await axeFindings(page)).toEqual([]);
}, 60_000);

it('new work while the page is open: counted beside Today and in the tab, and a sound is played', async () => {
  await page.addInitScript(() => {
    const made = globalThis as unknown as { sounds: number; AudioContext: new () => object };
    made.sounds = 0;
    const Real = made.AudioContext;
    made.AudioContext = class extends Real {
      constructor() {
        super();
        made.sounds += 1;
      }
    };
  });
  await page.goto(`${product.origin}/console/today`);
  await page.getByRole('heading', { name: 'Bugün', level: 1 }).waitFor();
  const rail = page.getByRole('navigation', { name: 'Bölümler' }).first();
  const countOf = async (): Promise<number> => {
    const badge = rail.getByTestId('waiting');
    return (await badge.count()) === 0 ? 0 : Number.parseInt(await badge.innerText(), 10);
  };
  await newWork();
  await waitFor('one piece of work', async () => ((await countOf()) > 0 ? true : null));
  const before = await countOf();
  await newWork();
  await waitFor('one more', async () => ((await countOf()) === before + 1 ? true : null));

  expect(await page.title()).toBe(`(${before + 1}) Bugün · Mutabık`);
  expect(await page.evaluate('globalThis.sounds')).toBeGreaterThan(0);
  expect(await axeFindings(page)).toEqual([]);
  expect(complaints.filter((line) => !line.includes('400'))).toEqual([]);
}, 60_000);
