import PDFDocument from 'pdfkit';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { axeFindings, desktop, launchBrowser, phone, sidewaysScroll } from '../support/console-page.ts';
import { visit, type Visit } from '../support/console-visit.ts';
import { webhookPhones, type ScriptedPhones } from '../support/scripted-phones.ts';
import { startWorld, type World } from '../support/world.ts';

let browser: Browser;
let world: World;
let phones: ScriptedPhones;
let origin: string;
let open: Visit;

const ipek = '+905000000301';
const bora = '+905000000201';

/** Two pages in a font that is not in the file, as many programs write them. */
const aPdf = (words: string): Promise<Buffer> => {
  const made = new PDFDocument({ size: 'A4', font: 'Helvetica' });
  const parts: Buffer[] = [];
  made.on('data', (part: Buffer) => parts.push(part));
  made.fontSize(28).text(words);
  made.addPage().fontSize(28).text('Second page');
  made.end();
  return new Promise((resolve) => {
    made.on('end', () => resolve(Buffer.concat(parts)));
  });
};

const ask = (customer: string, contact: string, id: string) =>
  world.api
    .post('/v1/events', {
      ...{ type: 'document.requested', event_id: `evt_${id}`, tenant: 't_demo' },
      ...{ customer_id: customer, contact_id: contact, occurred_at: '2026-11-23T10:00:00+03:00' },
      data: { request_id: id, document_code: 'vergi_levhasi' },
    })
    .expect(202);

beforeAll(async () => {
  browser = await launchBrowser();
  world = await startWorld({ demo: true });
  phones = webhookPhones(world);
  origin = String(world.application.address);
  const content = await aPdf('VERGI LEVHASI');
  await ask('C003', 'C003-1', 'VL-1');
  await ask('C002', 'C002-1', 'VL-2');
  await world.settle();
  for (const from of [ipek, bora])
    await phones.sendFile(from, { content, mimeType: 'application/pdf', filename: 'levha &<b>.pdf' });
  await world.settle();
  const picture = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#c9a227' } })
    .jpeg()
    .toBuffer();
  await phones.sendFile('+905000000601', { content: picture, mimeType: 'image/jpeg' });
  await world.settle();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await world?.close();
});
afterEach(() => open.leave());

/** How much of the page that is drawn is not white. */
const inkOf = (page: Page): Promise<number> =>
  page.evaluate(`(() => {
    const canvas = document.querySelector('canvas');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let dark = 0;
    for (let at = 0; at < data.length; at += 4) if (data[at] < 128) dark += 1;
    return dark;
  })()`);

const requestOf = async (reference: string) => {
  const { body } = await world.api.get('/v1/requests?kind=document');
  return body.data.find((one: { reference: string }) => one.reference === reference);
};

describe('documents in the console', () => {
  it('on a phone and a desk, both themes and languages: axe finds nothing, nothing lies beside the screen', async () => {
    const looks = [
      ['desktop', 'light', desktop],
      ['desktop', 'dark', desktop],
      ['phone', 'light', phone],
      ['phone', 'dark', phone],
    ] as const;
    for (const [name, colorScheme, size] of looks) {
      open = await visit(browser, `${origin}/console/documents`, { options: { ...size, colorScheme } });
      const { page } = open;
      await page.getByRole('button', { name: /Masal Mücevherat/ }).click();
      await page.getByRole('region', { name: 'Belgenin içeriği' }).locator('canvas').waitFor();
      for (const language of ['tr', 'en']) {
        expect(await axeFindings(page)).toEqual([]);
        expect(await sidewaysScroll(page)).toBe(0);
        await open.picture(`documents-${name}-${colorScheme}-${language}`);
        if (language === 'tr' && name === 'desktop')
          await page.getByRole('button', { name: /English/ }).click();
        else break;
      }
      expect(open.complaints).toEqual([]);
      if (name !== 'phone' || colorScheme !== 'dark') await open.leave();
    }
  });

  it('a PDF without its fonts: drawn page by page beside what was asked, with what else it was sent for', async () => {
    open = await visit(browser, `${origin}/console/documents`);
    const { page } = open;
    await page.getByText('3 inceleme bekliyor').waitFor();
    await page.getByRole('button', { name: /Masal Mücevherat/ }).click();
    await page.getByText('1 / 2').waitFor();
    await page.getByText('VERGI LEVHASI').waitFor({ state: 'attached' });
    expect(await inkOf(page)).toBeGreaterThan(200);
    await page.getByRole('heading', { name: /^levha/ }).waitFor();
    await page.getByRole('link', { name: 'VL-1' }).waitFor();
    await page
      .getByText(/vergi levhası/i)
      .first()
      .waitFor();
    await page.getByText('Aynı dosya bir kez daha gönderilmiş').waitFor();

    await page.keyboard.press('ArrowRight');
    await page.getByText('2 / 2').waitFor();
    await page.getByText('Second page').waitFor({ state: 'attached' });
    const before: number = await page.evaluate("document.querySelector('canvas').clientWidth");
    await page.keyboard.press('+');
    await page.getByText('150 %').waitFor();
    await page.waitForFunction(`document.querySelector('canvas').clientWidth > ${String(before)}`);
    await page.keyboard.press('r');
    await page.waitForFunction(
      "document.querySelector('canvas').width > document.querySelector('canvas').height",
    );

    // The address is all of it, and each look is in the audit log.
    await page.reload();
    await page.getByText('1 / 2').waitFor();
    const { body } = await world.api.get('/v1/audit?action=document.downloaded');
    expect(body.data.length).toBeGreaterThanOrEqual(2);
    expect(open.complaints).toEqual([]);
  });

  it('a picture nobody asked for: shown without place and camera, turned, and marked as an identity document', async () => {
    open = await visit(browser, `${origin}/console/documents`);
    const { page } = open;
    await page.getByRole('button', { name: /Elif Kurgusoy/ }).click();
    const picture = page.getByRole('img', { name: 'Gönderilen görsel' });
    await picture.waitFor();
    await page.waitForFunction("document.querySelector('img').naturalWidth === 300");
    await page.getByText('Açık bir istek yokken gönderildi.').waitFor();
    await page.getByRole('button', { name: 'Döndür (r)' }).click();
    await page.waitForFunction("document.querySelector('img').style.rotate === '90deg'");
    await page.getByRole('button', { name: 'Bu bir kimlik belgesi' }).click();
    await page.getByRole('button', { name: 'İşaretle ve yok et' }).click();
    await page.getByText('İçerik yok ediliyor').waitFor();
    const { body } = await world.api.get('/v1/documents?customerRef=C006');
    expect(body.data).toMatchObject([{ state: 'deleted' }]);
  });

  it('sent back with a reason: the person reads it and is asked again; the other is accepted and closed', async () => {
    open = await visit(browser, `${origin}/console/documents`, {
      may: ['documents:write', 'documents:original', 'tasks:read', 'customers:read', 'requests:read'],
    });
    const { page } = open;
    await page.getByRole('button', { name: /Masal Mücevherat/ }).click();
    await page.getByRole('button', { name: 'Geri gönder' }).click();
    await page.getByRole('radio', { name: 'Okunmuyor' }).check();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Nedeni bildir ve yeniden iste' }).click();
    await page.getByText('Geri gönderildi; belge yeniden isteniyor').waitFor();
    await world.settle();
    expect((await requestOf('VL-1')).status).toBe('open');
    const told = (await phones.received()).filter(({ to }) => ipek.endsWith(to)).at(-1);
    expect(told?.text).toMatch(/okun/i);

    await page.getByRole('button', { name: /Hayali Sarraf/ }).click();
    await page.getByRole('button', { name: 'Kabul et' }).click();
    await page.getByText('Kabul edildi; kişiye haber veriliyor').waitFor();
    await world.settle();
    expect(await requestOf('VL-2')).toMatchObject({ status: 'closed', outcome: 'accepted' });
    expect(open.complaints).toEqual([]);
  });

  it('who may only look: is offered nothing to decide', async () => {
    open = await visit(browser, `${origin}/console/documents?show=all`, {
      may: ['documents:read', 'documents:original', 'customers:read'],
    });
    const { page } = open;
    await page.getByRole('button', { name: /levha/ }).first().click();
    await page.getByText('1 / 2').waitFor();
    for (const name of ['Kabul et', 'Geri gönder', 'Bu bir kimlik belgesi', 'İncelenecek'])
      expect(await page.getByRole('button', { name }).count()).toBe(0);
  });

  it('who may not open originals: reads that it needs a permission', async () => {
    open = await visit(browser, `${origin}/console/documents?show=all`, { may: ['documents:read'] });
    await open.page.route('**/v1/documents/*/content*', (route) =>
      route.fulfill({
        status: 403,
        contentType: 'application/problem+json',
        json: { code: 'original_not_permitted', status: 403, title: 'The original needs a scope.' },
      }),
    );
    await open.page.getByRole('button', { name: /levha/ }).first().click();
    await open.page.getByText('Bu dosyanın aslını açma yetkiniz yok').waitFor();
  });
});
