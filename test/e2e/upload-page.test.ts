import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import type { UploadInfo } from '../../src/documents/upload-info.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { makeUploadWorld, pdf, type UploadWorld } from '../support/upload-world.ts';

let browser: Browser;
let database: TestDatabase;
/** As built before the tests: the page needs modules that only the build puts beside it. */
const pageFolder = path.resolve('dist/upload');
let world: UploadWorld;
let server: Server;
let origin: string;
let page: Page;
let problems: string[];

const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
};

const open = async (
  info: Partial<UploadInfo> = {},
  options: BrowserContextOptions = phone,
): Promise<string> => {
  world = makeUploadWorld(database, { pageFolder, info });
  server = world.app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const context = await browser.newContext(options);
  page = await context.newPage();
  page.on('console', (line) => {
    // A refused call is written there by the browser itself.
    if (['error', 'warning'].includes(line.type()) && !line.text().startsWith('Failed to load resource'))
      problems.push(line.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('request', (call) => {
    if (!call.url().startsWith(origin) && !call.url().startsWith('blob:')) problems.push(call.url());
  });
  const token = await world.aLink();
  await page.goto(`${origin}/u/${token}`);
  return token;
};

const aPdf = (name: string, buffer = pdf) => ({ name, mimeType: 'application/pdf', buffer });
const choose = (...files: ReturnType<typeof aPdf>[]): Promise<void> =>
  page.locator('input[type=file]').first().setInputFiles(files);
const row = (name: string) => page.getByRole('listitem').filter({ hasText: name });

/** Runs in the page. */
const dropPicture = `(async () => {
  const picture = await new Promise((done) => document.createElement('canvas').toBlob(done, 'image/png'));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([picture], 'foto.png', { type: 'image/png' }));
  document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
})()`;

beforeAll(async () => {
  database = await openTestDatabase();
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
    ],
  });
}, 60_000);
beforeEach(() => {
  problems = [];
});
afterEach(async () => {
  await page.context().close();
  server.closeAllConnections();
  server.close();
  for (const name of ['files', 'uploadlinks', 'fs.files', 'fs.chunks'] as const) await database.empty(name);
});
afterAll(async () => {
  await browser.close();
  await database.close();
});

describe('the upload page', () => {
  it('two files are chosen and sent: both arrive, the page thanks, and the link is closed', async () => {
    await open();
    await page.getByRole('heading', { name: 'imza sirküleri' }).waitFor();
    const finish = page.getByRole('button', { name: 'Gönder ve bitir' });
    expect(await finish.isDisabled()).toBe(true);
    await choose(aPdf('ön yüz.pdf'), aPdf('arka yüz.pdf'));
    await row('ön yüz.pdf').getByText('Yüklendi').waitFor();
    await row('arka yüz.pdf').getByText('Yüklendi').waitFor();
    await finish.click();
    await page.getByRole('heading', { name: 'Belgeniz bize ulaştı' }).waitFor();
    expect(await page.getByText('WhatsApp’a dönebilirsiniz').count()).toBe(1);
    expect(world.submitted).toMatchObject([
      { requestId: 'req_1', fileIds: [expect.any(String), expect.any(String)] },
    ]);
    await page.reload();
    await page.getByRole('heading', { name: 'This link is no longer valid' }).waitFor();
    expect(problems).toEqual([]);
  });

  it('in Arabic, files that are not accepted: written from the right, each says why, and can be removed', async () => {
    await open({ language: 'ar', documentName: 'نشرة التواقيع' });
    await page.getByRole('heading', { name: 'نشرة التواقيع' }).waitFor();
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    await choose(aPdf('fake.pdf', Buffer.from('MZ')), aPdf('big.pdf', Buffer.alloc(3000)), aPdf('a.exe'));
    await row('fake.pdf').getByText('محتوى الملف لا يطابق نوعه').waitFor();
    await row('big.pdf').getByText('الملف كبير جدًا').waitFor();
    await page.getByRole('button', { name: /big\.pdf.*إزالة/ }).click();
    await row('big.pdf').waitFor({ state: 'detached' });
    expect(await page.getByRole('button', { name: 'إرسال وإنهاء' }).isDisabled()).toBe(true);
    expect(problems).toEqual([]);
  });

  it('the connection breaks: the file says so and is sent again when asked', async () => {
    await open();
    await page.route('**/files', (route) => route.abort(), { times: 1 });
    await choose(aPdf('a.pdf'));
    await row('a.pdf').getByText('Bağlantı koptu').waitFor();
    await page.getByRole('button', { name: 'a.pdf: yeniden dene' }).click();
    await row('a.pdf').getByText('Yüklendi').waitFor();
  });

  it('the page is loaded again before the end: what was uploaded is still listed, and one is taken back', async () => {
    await open();
    await choose(aPdf('a.pdf'), aPdf('b.pdf'));
    await row('b.pdf').getByText('Yüklendi').waitFor();
    await page.reload();
    await row('a.pdf').getByText('Yüklendi').waitFor();
    await page.getByRole('button', { name: 'a.pdf: kaldır' }).click();
    await row('a.pdf').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Gönder ve bitir' }).click();
    await page.getByRole('heading', { name: 'Belgeniz bize ulaştı' }).waitFor();
    expect(world.submitted[0]?.fileIds).toHaveLength(1);
  });

  it('finishing succeeds and its answer is lost: asked again, the page thanks all the same', async () => {
    await open();
    await choose(aPdf('a.pdf'));
    await row('a.pdf').getByText('Yüklendi').waitFor();
    await page.route(
      '**/finish',
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    const finish = page.getByRole('button', { name: 'Gönder ve bitir' });
    await finish.click();
    await page.getByText('Gönderilemedi').waitFor();
    await finish.click();
    await page.getByRole('heading', { name: 'Belgeniz bize ulaştı' }).waitFor();
    expect(world.submitted).toHaveLength(1);
  });

  it('on a desktop: files are dropped anywhere on the page, a picture shows itself, no camera is offered', async () => {
    await open(
      { acceptedMime: ['application/pdf', 'image/png'] },
      { viewport: { width: 1280, height: 800 } },
    );
    await page.getByRole('button', { name: 'Dosya seç' }).waitFor();
    expect(await page.getByRole('button', { name: 'Fotoğraf çek' }).isVisible()).toBe(false);
    await page.evaluate(dropPicture);
    await row('foto.png').locator('img[src^="blob:"]').waitFor();
    expect(problems).toEqual([]);
  });
});
