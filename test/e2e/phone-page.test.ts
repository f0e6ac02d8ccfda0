import type { Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright-core';
import { systemClock } from '../../src/shared/clock.ts';
import { timerScheduler } from '../../simulator/scheduler.ts';
import { buildPhonePage } from '../support/phone-page.ts';
import {
  ada,
  arabicTemplate,
  makeWorld,
  phoneNumberId,
  reconciliationTemplate,
  samir,
  token,
  type World,
} from '../support/simulator-world.ts';
import { until } from '../support/simulator-time.ts';

let browser: Browser;
let pageFolder: string;
let world: World;
let server: Server;
let origin: string;
let page: Page;
let problems: string[];

const desktop: BrowserContextOptions = { viewport: { width: 1280, height: 800 }, locale: 'tr-TR' };
const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  locale: 'tr-TR',
  hasTouch: true,
  isMobile: true,
};

const open = async (options: BrowserContextOptions, hash = ''): Promise<void> => {
  const context = await browser.newContext(options);
  page = await context.newPage();
  page.on('console', (line) => {
    if (line.type() === 'error' || line.type() === 'warning') problems.push(line.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(`${origin}/simulator/${hash}`);
};

const graph = async (to: string, body: object): Promise<string> => {
  const answer = await fetch(`${origin}/simulator/graph/v26.0/${phoneNumberId}/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ messaging_product: 'whatsapp', to, ...body }),
  });
  // The shape is Meta's; another one fails the test.
  const { messages } = (await answer.json()) as { messages: { id: string }[] };
  return messages[0]?.id ?? '';
};

const upload = async (): Promise<string> => {
  const form = new FormData();
  form.set('messaging_product', 'whatsapp');
  form.set('file', new File(['%PDF-1.4'], 'mektup.pdf', { type: 'application/pdf' }));
  const answer = await fetch(`${origin}/simulator/graph/${phoneNumberId}/media`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  });
  return ((await answer.json()) as { id: string }).id;
};

const variables = (text: string): object[] =>
  [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? ''))].map((parameter_name) => ({
    type: 'text',
    parameter_name,
    text: parameter_name === 'account_no' ? '120.01.0001' : 'değer',
  }));

const letter = async (): Promise<object> => ({
  type: 'template',
  template: {
    name: reconciliationTemplate.name,
    language: { code: 'tr' },
    components: [
      {
        type: 'header',
        parameters: [{ type: 'document', document: { id: await upload(), filename: 'Mutabakat.pdf' } }],
      },
      { type: 'body', parameters: variables(reconciliationTemplate.body) },
    ],
  },
});

const row = (name: string): Locator => page.getByRole('link', { name: new RegExp(name) });
const bubble = (text: string): Locator => page.locator('.bubble', { hasText: text });
const composer = (): Locator => page.getByRole('textbox', { name: 'Mesaj yazın' });
const write = async (text: string): Promise<void> => {
  await composer().fill(text);
  await composer().press('Enter');
  await bubble(text).last().waitFor();
};

beforeAll(async () => {
  pageFolder = await buildPhonePage();
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}, 60_000);
afterAll(async () => {
  await browser.close();
});
beforeEach(async () => {
  problems = [];
  world = await makeWorld({
    pageFolder,
    clock: systemClock,
    scheduler: timerScheduler,
    statusDelaysMs: { sent: 5, delivered: 10, read: 5 },
  });
  server = world.app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterEach(async () => {
  await page.context().close();
  server.closeAllConnections();
  server.close();
  await world.close();
});

describe('the phone page on a desktop', () => {
  it('a template arrives for somebody else: the list counts it, and picking the person shows it formatted, with its file, and reads it', async () => {
    await open(desktop);
    await row('Ada Hesapçı').waitFor();
    await graph(ada, await letter());

    await row('Ada Hesapçı').getByText('1 okunmamış mesaj').waitFor({ state: 'attached' });
    expect(world.product.statuses.map(({ status }) => status)).not.toContain('read');
    await row('Ada Hesapçı').click();
    await bubble('mutabakat mektubu hazırdır').waitFor();

    expect(await bubble('mutabakat mektubu').locator('strong', { hasText: '120.01.0001' }).count()).toBe(1);
    const file = page.getByRole('link', { name: /Mutabakat\.pdf/ });
    expect(await file.textContent()).toContain('PDF · 8 B');
    await until(() => world.product.statuses.some(({ status }) => status === 'read'));
    await row('Ada Hesapçı').getByText('1 okunmamış mesaj').waitFor({ state: 'detached' });
    expect(problems).toEqual([]);
  });

  it('tapping a button, then typing an answer that quotes: both become webhooks and bubbles, and a reload keeps them', async () => {
    await open(desktop, `#${ada}`);
    const id = await graph(ada, await letter());
    await page.getByRole('button', { name: 'Mutabık değiliz' }).click();
    await page.locator('.bubble.person', { hasText: 'Mutabık değiliz' }).waitFor();
    await page.locator('.bubble.business').hover();
    await page.locator('.bubble.business .bubble-menu').click();
    await page.getByRole('button', { name: 'Yanıtla', exact: true }).click();
    await write('Bakiye 1.240,000 olmalı 🙂');
    await page.getByLabel('İletildi').nth(1).waitFor();

    expect(world.product.messages).toMatchObject([
      { type: 'button', button: { text: 'Mutabık değiliz' }, context: { id } },
      { type: 'text', text: { body: 'Bakiye 1.240,000 olmalı 🙂' }, context: { id } },
    ]);
    await page.reload();
    await bubble('Bakiye 1.240,000 olmalı').waitFor();
    expect(await page.locator('.line').count()).toBe(3);
    expect(problems).toEqual([]);
  });

  it('a list message: opens a sheet, sends the chosen row, and Escape closes without sending', async () => {
    await open(desktop, `#${ada}`);
    await write('menü');
    await graph(ada, {
      type: 'interactive',
      interactive: {
        type: 'list',
        body: { text: 'Ne yapalım?' },
        action: {
          button: 'Seçenekler',
          sections: [
            {
              title: 'Hesap',
              rows: [
                { id: 'st', title: 'Ekstre', description: 'PDF olarak' },
                { id: 'op', title: 'Açık kalemler' },
              ],
            },
          ],
        },
      },
    });
    const opener = page.getByRole('button', { name: 'Seçenekler', exact: true });
    await opener.click();
    await page.getByRole('dialog', { name: 'Seçenekler' }).waitFor();
    expect(await page.getByRole('button', { name: 'Gönder' }).last().isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    await opener.click();
    await page.getByRole('radio', { name: /Ekstre/ }).check();
    await page.getByRole('dialog').getByRole('button', { name: 'Gönder' }).click();
    await page.locator('.bubble.person', { hasText: 'Ekstre' }).waitFor();

    await until(() => world.product.messages.length === 2);
    expect(world.product.messages[1]).toMatchObject({
      interactive: {
        type: 'list_reply',
        list_reply: { id: 'st', title: 'Ekstre', description: 'PDF olarak' },
      },
    });
    expect(problems).toEqual([]);
  });

  it('attaching a photo with a caption, and a reaction: arrive as media and as a reaction', async () => {
    await open(desktop, `#${ada}`);
    await write('merhaba');
    await graph(ada, { type: 'text', text: { body: 'Buyurun' } });
    await bubble('Buyurun').waitFor();
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'fiş.png', mimeType: 'image/png', buffer: png });
    await page.locator('.composer-file', { hasText: 'fiş.png' }).waitFor();
    await composer().fill('Fiş ektedir');
    await composer().press('Enter');
    await page.getByRole('img', { name: 'fiş.png' }).waitFor();
    await bubble('Buyurun').click({ button: 'right' });
    await page.getByRole('button', { name: '❤️ tepkisi ver' }).click();
    await page.locator('.reaction', { hasText: '❤️' }).waitFor();

    await until(() => world.product.messages.length === 3);
    expect(world.product.messages[1]).toMatchObject({
      type: 'image',
      image: { caption: 'Fiş ektedir', mime_type: 'image/png' },
    });
    expect(world.product.messages[2]).toMatchObject({ type: 'reaction', reaction: { emoji: '❤️' } });
    expect(problems).toEqual([]);
  });

  it('several files at once: are one message each, the text with the first, and each shows its kind and size', async () => {
    await open(desktop, `#${ada}`);
    await page.locator('input[type=file]').setInputFiles([
      { name: 'fiş.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') },
      { name: 'IMG_1.HEIC', mimeType: '', buffer: Buffer.alloc(2048) },
      { name: 'liste.csv', mimeType: 'text/csv', buffer: Buffer.from('a;b') },
    ]);
    await page.getByRole('button', { name: 'Dosyayı kaldır' }).nth(2).waitFor();
    await composer().fill('Ektedir');
    await composer().press('Enter');
    await page.locator('.card', { hasText: 'liste.csv' }).waitFor();

    await until(() => world.product.messages.length === 3);
    expect(world.product.messages).toMatchObject([
      { document: { filename: 'fiş.pdf', caption: 'Ektedir' } },
      { document: { filename: 'IMG_1.HEIC', mime_type: 'image/heic' } },
      { document: { filename: 'liste.csv', mime_type: 'text/csv' } },
    ]);
    expect(await page.locator('.card', { hasText: 'IMG_1' }).textContent()).toContain('HEIC · 2 KB');
    await page.locator('.composer-file').waitFor({ state: 'detached' });
    expect(await composer().inputValue()).toBe('');
    expect(problems).toEqual([]);
  });

  it('by the keyboard alone: a voice note, a place, a sticker and a card are sent from the menu', async () => {
    await open(desktop, `#${ada}`);
    await composer().waitFor();
    const pick = async (name: string): Promise<void> => {
      await page.getByRole('button', { name: 'Ekle', exact: true }).press('Enter');
      await page.getByRole('button', { name, exact: true }).press('Enter');
    };
    await pick('Sesli mesaj');
    await page.locator('.bubble audio').waitFor();
    await pick('Konum');
    await bubble('Kapalıçarşı').waitFor();
    await pick('Çıkartma');
    await page.getByRole('img', { name: 'Çıkartma' }).waitFor();
    await pick('Kişi kartı');
    await page.getByLabel('Adı').fill('Ali Veli');
    const number = page.getByRole('textbox', { name: 'Telefonu' });
    await number.fill('abc');
    await number.press('Enter');
    await page.getByRole('alert').filter({ hasText: /./ }).waitFor();
    await number.fill('0532 444 55 66');
    await number.press('Enter');
    await bubble('Ali Veli').waitFor();

    await until(() => world.product.messages.length === 4);
    expect(world.product.messages.map(({ type }) => type)).toEqual([
      'audio',
      'location',
      'sticker',
      'contacts',
    ]);
    // The refusal is the only thing the browser complains of.
    expect(problems.filter((line) => !line.includes('400'))).toEqual([]);
  });

  it('an own message: is edited in place, then deleted for everyone, and a message of the business offers neither', async () => {
    await open(desktop, `#${ada}`);
    await write('Mutabıkız');
    await graph(ada, { type: 'text', text: { body: 'Teşekkürler' } });
    await bubble('Teşekkürler').click({ button: 'right' });
    expect(await page.getByRole('button', { name: 'Düzenle' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Herkesten sil' }).count()).toBe(0);
    await page.keyboard.press('Escape');

    await bubble('Mutabıkız').click({ button: 'right' });
    await page.getByRole('button', { name: 'Düzenle' }).click();
    expect(await composer().inputValue()).toBe('Mutabıkız');
    await composer().fill('Mutabık değiliz');
    await composer().press('Enter');
    const edited = page.locator('.bubble.person', { hasText: 'Mutabık değiliz' });
    await edited.getByText('Düzenlendi').waitFor();
    await edited.click({ button: 'right' });
    await page.getByRole('button', { name: 'Herkesten sil' }).click();
    await bubble('Bu mesajı sildiniz').waitFor();

    expect(await bubble('Mutabık').count()).toBe(0);
    await until(() => world.product.messages.length === 3);
    expect(world.product.messages.map(({ type }) => type)).toEqual(['text', 'edit', 'revoke']);
    await page.reload();
    await bubble('Bu mesajı sildiniz').waitFor();
    expect(problems).toEqual([]);
  });

  it('an upload link inside an Arabic message: opens that very address in a new tab, without the invisible marks around it', async () => {
    await open(desktop, `#${samir}`);
    await write('مرحبا');
    await graph(samir, {
      type: 'text',
      text: { body: 'رابط الرفع:\n\u2068http://localhost:3000/u/a_B-1\u2069\nصالح اليوم.' },
    });
    const link = page.locator('.bubble').getByRole('link', { name: 'http://localhost:3000/u/a_B-1' });
    await link.waitFor();

    expect(await link.getAttribute('href')).toBe('http://localhost:3000/u/a_B-1');
    expect(await link.getAttribute('target')).toBe('_blank');
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer');
  });

  it('a person that is picked: the head names them, their customer and their language', async () => {
    await open(desktop, `#${samir}`);
    const head = page.locator('.holder');

    await head.getByText('Samir Al-Mithali (سمير المثالي)').waitFor();
    await head.getByText('Bireysel').waitFor();
    await head.getByText('Arapça').waitFor();
  });

  it('messages that arrive in a burst: leave the newest in view', async () => {
    await open(desktop, `#${ada}`);
    await write('menü');
    for (let index = 1; index <= 6; index += 1)
      await graph(ada, {
        type: 'text',
        text: { body: `Satır ${String(index)}\n${'uzun metin '.repeat(40)}` },
      });
    await bubble('Satır 6').waitFor();

    const log = page.getByRole('log');
    const distance = (): Promise<number> =>
      log.evaluate(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight);
    while ((await distance()) > 4);
    expect(await page.getByRole('button', { name: 'En yeni mesaja git' }).isVisible()).toBe(false);
  });

  it('text that looks like HTML: is shown as text', async () => {
    await open(desktop, `#${ada}`);
    await write('<img src=x onerror=alert(1)> <b>kalın</b>');

    expect(await page.locator('.bubble img, .bubble b').count()).toBe(0);
    expect(problems).toEqual([]);
  });

  it('in English by the switch: the page changes language and remembers it', async () => {
    await open(desktop);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByPlaceholder('Search people').waitFor();
    await page.reload();

    await page.getByPlaceholder('Search people').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  it('when the server goes away: the page says so, keeps what was typed, and recovers', async () => {
    await open(desktop, `#${ada}`);
    await write('ilk');
    await page.context().setOffline(true);
    server.closeAllConnections();
    await page.getByText('Bağlantı yok').waitFor();
    await composer().fill('bu kaybolmasın');
    await composer().press('Enter');
    await page.getByText('Gönderilemedi').waitFor();
    expect(await composer().inputValue()).toBe('bu kaybolmasın');

    await page.context().setOffline(false);
    await page.getByText('Bağlantı yok').waitFor({ state: 'hidden' });
    await composer().press('Enter');
    await page.locator('.bubble.person', { hasText: 'bu kaybolmasın' }).waitFor();
  });

  it('adding a person: opens their chat, and messages reach them', async () => {
    await open(desktop);
    await page.getByRole('button', { name: 'Kişi ekle' }).click();
    await page.getByLabel('Adı').fill('Yeni Kişi');
    await page.getByLabel('Telefonu').fill('0500 000 99 01');
    await page.getByRole('button', { name: 'Ekle', exact: true }).click();
    await page.getByRole('region', { name: 'Yeni Kişi telefonu' }).waitFor();
    await write('merhaba');

    await until(() => world.product.messages[0]?.from === '905000009901');
  });
});

describe('the phone page on a phone', () => {
  it('picking a person: shows the chat alone, and going back shows the list', async () => {
    await open(phone);
    await row('Ada Hesapçı').tap();
    await composer().waitFor();
    expect(await row('Ada Hesapçı').isVisible()).toBe(false);

    await page.getByRole('link', { name: 'Kişilere dön' }).tap();
    await row('Ada Hesapçı').waitFor();
    expect(await composer().isVisible()).toBe(false);
  });

  it('a long chat: nothing is wider than the screen, and the newest message is in view', async () => {
    await open(phone, `#${ada}`);
    await write('uzun '.repeat(80));
    await write(`https://example.test/${'x'.repeat(200)}`);
    await graph(ada, await letter());
    await page.getByRole('button', { name: 'Temsilciye bağlan' }).waitFor();

    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    const last = page.locator('.choice').last();
    let lowerEdge = Infinity;
    while (lowerEdge > 844) {
      const box = await last.boundingBox();
      lowerEdge = box ? box.y + box.height : Infinity;
    }
    expect(lowerEdge).toBeGreaterThan(600);
  });

  it('an Arabic message: runs from right to left inside a page that does not', async () => {
    await open(phone, `#${samir}`);
    await graph(samir, {
      type: 'template',
      template: {
        name: arabicTemplate.name,
        language: { code: 'ar' },
        components: [{ type: 'body', parameters: variables(arabicTemplate.body) }],
      },
    });
    const text = bubble('هل كنتم راضين');
    await text.waitFor();

    expect(await page.evaluate('getComputedStyle(document.querySelector(".bubble")).direction')).toBe('rtl');
    expect(await page.evaluate('getComputedStyle(document.body).direction')).toBe('ltr');
    await page.getByRole('button', { name: 'راضٍ', exact: true }).tap();
    await until(() => world.product.messages.length === 1);
    expect(world.product.messages[0]).toMatchObject({ type: 'button', button: { text: 'راضٍ' } });
  });

  it('a list of ten rows in Arabic: the sheet runs from the right, scrolls, and the last row can be sent', async () => {
    await open(phone, `#${samir}`);
    await write('قائمة');
    await graph(samir, {
      type: 'interactive',
      interactive: {
        type: 'list',
        body: { text: '\u2068Samir\u2069، كيف يمكننا مساعدتكم؟' },
        action: {
          button: 'الخيارات',
          sections: [
            {
              rows: Array.from({ length: 10 }, (_, index) => ({
                id: `r${String(index)}`,
                title: index === 9 ? 'RPR-88121' : `الخيار ${String(index)}`,
                description: 'وصف طويل يملأ السطر الثاني من كل صف في هذه القائمة',
              })),
            },
          ],
        },
      },
    });
    const opener = page.getByRole('button', { name: 'الخيارات' });
    await opener.waitFor();
    expect(await opener.getAttribute('dir')).toBe('rtl');
    await opener.tap();
    const sheet = page.getByRole('dialog', { name: 'الخيارات' });
    expect(await sheet.getAttribute('dir')).toBe('rtl');
    const last = page.getByRole('radio', { name: /RPR-88121/ });
    await last.check();
    const title = await sheet.getByText('RPR-88121').boundingBox();
    const radio = await last.boundingBox();
    expect((title?.x ?? 0) > (radio?.x ?? Infinity)).toBe(true);
    await sheet.getByRole('button', { name: 'Gönder' }).tap();

    await until(() => world.product.messages.length === 2);
    expect(world.product.messages[1]).toMatchObject({
      interactive: { list_reply: { id: 'r9', title: 'RPR-88121' } },
    });
  });
});
