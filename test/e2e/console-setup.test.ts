import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { axeFindings, desktop, launchBrowser, sidewaysScroll } from '../support/console-page.ts';
import { startConsoleProduct, type ConsoleProduct } from '../support/console-product.ts';
import { visit, type Visit } from '../support/console-visit.ts';
import { startPublicFront, type PublicFront } from '../support/public-front.ts';
import { waitFor } from '../support/wait-for.ts';
import { testApiKey } from '../support/world.ts';

const table = 'Müşteri No;Müşteri Adı;Yetkili;Telefon\nC900;Deneme Kuyumculuk;Ece Kasa;+905559990001\n';

/** An empty installation, with the stand-in for WhatsApp. */
let product: ConsoleProduct;
let front: PublicFront;
let browser: Browser;
let open: Visit;

beforeAll(async () => {
  front = await startPublicFront();
  browser = await launchBrowser();
  product = await startConsoleProduct({
    ...{ API_KEY: testApiKey, DEMO_DATA: 'off', QUIET_HOURS: 'off', PUBLIC_URL: front.url },
  });
  front.leadTo(product.origin);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await product.stop();
  await front.close();
});
afterEach(async () => {
  expect(open.complaints).toEqual([]);
  await open.leave();
});

const at = async (
  path: string,
  may: readonly string[] = ['admin'],
  options: BrowserContextOptions = {},
): Promise<Page> => {
  open = await visit(browser, `${product.origin}/console${path}`, {
    may,
    options: { ...desktop, ...options },
  });
  return open.page;
};

const expectGood = async (page: Page, picture: string): Promise<void> => {
  expect(await axeFindings(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
  await open.picture(picture);
};

/** Somebody has a telephone with this number from now on. */
const aPhone = async (phone: string): Promise<void> => {
  const { status } = await fetch(`${product.origin}/simulator/api/contacts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Deniz', phone }),
  });
  expect(status).toBe(201);
};

const step = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

describe('the set-up, in the settings', () => {
  it('with the webhook out of reach: says in words what is wrong and how to mend it, and what comes first', async () => {
    front.instead((request, response) => {
      if (request.url?.startsWith('/webhooks/') !== true) return false;
      response.writeHead(502).end();
      return true;
    });
    const page = await at('/today');
    await page
      .getByRole('region', { name: 'Kurulum tamamlanmadı' })
      .getByText('Henüz müşteri yok.')
      .waitFor();
    await expectGood(page, 'setup-hint');
    await page.getByRole('link', { name: 'Kurulumu sürdür' }).click();
    await page.getByText('Sıradaki adım: Numara ve bağlantı').waitFor();
    const webhook = step(page, 'Numara ve bağlantı')
      .getByRole('listitem')
      .filter({ hasText: 'Webhook' })
      .first();
    await webhook.getByText('Vekil bu sunucuya ulaşamıyor (502).').waitFor();
    await webhook.getByText(/^Çözüm: /).waitFor();
    await step(page, 'Numara ve bağlantı').getByText('düzeltilmeli').waitFor();
    await expectGood(page, 'setup-failing');
    // In the other theme and the other language.
    const first = open;
    await at('/settings/setup', undefined, { colorScheme: 'dark', locale: 'en-US' });
    await open.page.getByText('Next step: Number and connection').waitFor();
    await open.page.getByText('The proxy does not reach this server (502).').waitFor();
    await expectGood(open.page, 'setup-failing-dark-english');
    await open.leave();
    open = first;

    front.instead(null);
    await waitFor('the webhook to be well', async () => {
      await step(page, 'Numara ve bağlantı').getByRole('button', { name: 'Yeniden denetle' }).click();
      return (await webhook.getByText('tamam').count()) > 0 ? true : undefined;
    });
    await step(page, 'Numara ve bağlantı').getByText('tamam', { exact: true }).first().waitFor();
  }, 120_000);

  it('an owner: submits the templates, imports customers, sends a test to a telephone, and is done', async () => {
    const page = await at('/settings/setup');
    const templates = step(page, 'Şablonlar');
    await templates.getByRole('button', { name: 'Şablonları gönder' }).click();
    await templates.getByText(/şablon gönderiliyor\.$/).waitFor();
    await templates.getByText('tamam', { exact: true }).first().waitFor({ timeout: 90_000 });

    await step(page, 'Müşteriler').getByRole('link', { name: 'Müşterileri içe aktar' }).click();
    await page.locator('input[type=file]').setInputFiles({
      ...{ name: 'musteriler.csv', mimeType: 'text/csv', buffer: Buffer.from(table) },
    });
    await page.getByRole('button', { name: /müşteriyi yaz$/ }).click();
    await page.getByText('Yazıldı', { exact: true }).waitFor();

    await page.goto(`${product.origin}/console/settings/setup`);
    await page.getByText('Sıradaki adım: Deneme mesajı').waitFor();
    const test = step(page, 'Deneme mesajı');
    await test.getByLabel('Telefon numaranız').fill('0532');
    await test.getByRole('button', { name: 'Deneme mesajı gönder' }).click();
    await test.getByText('Bu tam bir telefon numarası değil.').waitFor();
    await expectGood(page, 'setup-test-refused');
    await test.getByLabel('Telefon numaranız').fill('0532 111 22 99');
    await test.getByRole('button', { name: 'Deneme mesajı gönder' }).click();
    // No telephone has it.
    await test.getByText('gönderilemedi').waitFor();
    await test.getByText('düzeltilmeli').waitFor();
    await expectGood(page, 'setup-test-failed');
    await aPhone('+905321112299');
    await test.getByRole('button', { name: 'Deneme mesajı gönder' }).click();
    await test.getByText(/telefona ulaştı|okundu/).waitFor({ timeout: 60_000 });
    await page.getByText('Kurulum tamam.').waitFor();
    await expectGood(page, 'setup-done');

    await test.getByRole('link', { name: 'Mesajın yolu' }).click();
    await page
      .getByText(/deneme mesajı/)
      .first()
      .waitFor();
    await page.goto(`${product.origin}/console/today`);
    await page.getByRole('heading', { name: 'Bugün', level: 1 }).waitFor();
    expect(await page.getByRole('region', { name: 'Kurulum tamamlanmadı' }).count()).toBe(0);
    // The refusal at the field.
    open.complaints.splice(
      0,
      open.complaints.length,
      ...open.complaints.filter((line) => !line.includes('400')),
    );
  }, 240_000);

  it('somebody who may not set up: sees neither the part nor what leads to it', async () => {
    const page = await at('/settings', [
      'customers:write',
      'channels:read',
      'conversations:write',
      'tasks:write',
    ]);
    await page
      .getByRole('link', { name: /^Numaralar/ })
      .first()
      .waitFor();
    expect(await page.getByRole('link', { name: /^Kurulum/ }).count()).toBe(0);
    await page.goto(`${product.origin}/console/settings/setup`);
    await page.getByText('Ayarlarda böyle bir bölüm yok').waitFor();
  }, 60_000);
});
