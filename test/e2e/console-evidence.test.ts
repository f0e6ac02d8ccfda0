import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { axeFindings, desktop, launchBrowser, phone, sidewaysScroll } from '../support/console-page.ts';
import { visit, type Visit } from '../support/console-visit.ts';
import { fixtureEvent } from '../support/events.ts';
import { newPerson, report, requestOf, type Person } from '../support/scenario.ts';
import { takenFile } from '../support/taken-file.ts';
import { startWorld, type World } from '../support/world.ts';

let browser: Browser;
let world: World;
let origin: string;
let folder: string;
let person: Person;
let requestId: string;
let open: Visit;

beforeAll(async () => {
  browser = await launchBrowser();
  folder = await mkdtemp(path.join(tmpdir(), 'mutabik-evidence-'));
  world = await startWorld({ demo: true, now: '2026-11-24T09:00:00.000Z' });
  origin = String(world.application.address);
  person = await newPerson(world);
  const event = {
    ...fixtureEvent('evt_1001'),
    ...{ event_id: 'shown_1', customer_id: person.customerRef, contact_id: person.contactRef },
  };
  await report(world, event);
  await person.taps('agreed');
  await person.taps('confirmed');
  ({ id: requestId } = await requestOf(world, event));
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await world?.close();
  await rm(folder, { recursive: true, force: true });
});
afterEach(() => open.leave());

/** What the menu gives: its link is a file to be kept, and leads to this content. */
const taken = async (page: Page, menu: string, item: string): Promise<{ name: string; content: Buffer }> => {
  await page.getByRole('button', { name: menu }).click();
  const link = page.getByRole('menuitem', { name: item });
  await link.waitFor();
  expect(await link.getAttribute('download')).not.toBeNull();
  const answer = await takenFile(world, String(await link.getAttribute('href'))).expect(200);
  await page.keyboard.press('Escape');
  await link.waitFor({ state: 'detached' });
  const name = /filename="([^"]+)"/.exec(answer.headers['content-disposition'] ?? '')?.[1] ?? '';
  await writeFile(path.join(folder, name), answer.body as Buffer);
  return { name, content: answer.body as Buffer };
};

describe('what people take out of the console', () => {
  it('the evidence of a request: as pages, as an archive, and as what is checked; brought back it is unchanged', async () => {
    open = await visit(browser, `${origin}/console/requests/${requestId}`);
    const { page } = open;
    const proof = page.getByRole('region', { name: 'Kanıt' });
    await proof.getByText('Karar zamanı').waitFor();
    await page.getByRole('button', { name: 'Kanıtı indir' }).click();
    await page.getByRole('menuitem', { name: 'Okumak için (PDF)' }).waitFor();
    await open.picture('evidence-menu');
    await page.keyboard.press('Escape');
    const pdf = await taken(page, 'Kanıtı indir', 'Okumak için (PDF)');
    const zip = await taken(page, 'Kanıtı indir', 'Vermek için, hepsi (ZIP)');
    const json = await taken(page, 'Kanıtı indir', 'Denetlemek için (JSON)');
    expect([pdf.name, zip.name, json.name]).toEqual([
      ...['pdf', 'zip', 'json'].map((format) => `evidence-${requestId}.${format}`),
    ]);
    expect([pdf.content, zip.content].map((one) => one.subarray(0, 2).toString('latin1'))).toEqual([
      ...['%P', 'PK'],
    ]);

    await proof.locator('input[type=file]').setInputFiles(path.join(folder, json.name));
    await proof.getByText('Değişmemiş').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await open.picture('evidence-intact');

    const forged = path.join(folder, 'forged.json');
    await writeFile(forged, json.content.toString().replaceAll('1250.340', '12503.400'));
    await proof.locator('input[type=file]').setInputFiles(forged);
    await proof.getByText('Olduğu gibi değil').waitFor();
    await proof.getByText(/kaydın içeriği özetiyle tutmuyor/).waitFor();
    await proof.getByText(/bizdeki kayıttan farklı/).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await open.picture('evidence-forged');

    const other = path.join(folder, 'other.json');
    await writeFile(other, '{"format":"something else"}');
    await proof.locator('input[type=file]').setInputFiles(other);
    await proof.getByText(/evidence.json dosyası değil/).waitFor();
    expect(open.complaints).toEqual([]);
  });

  it('on a phone, in the dark, in English: fits, and is told', async () => {
    open = await visit(browser, `${origin}/console/requests/${requestId}`, {
      options: { ...phone, colorScheme: 'dark', locale: 'en-GB' },
    });
    const { page } = open;
    await page.getByRole('button', { name: /Kanıtı indir|Download the proof/ }).waitFor();
    expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
    expect(await axeFindings(page)).toEqual([]);
    expect(open.complaints).toEqual([]);
  });

  it('a chat as it was said, the chats of a customer, and lists as tables', async () => {
    const { body } = await world.api.get(`/v1/conversations?contact=${person.contactRef}`);
    const chat = String(body.data[0].id);
    open = await visit(browser, `${origin}/console/chats?show=all&chat=${chat}`, { options: desktop });
    const { page } = open;
    const said = await taken(page, 'Yazışmayı dışa aktar', 'Kâğıt (PDF)');
    expect([said.name, said.content.subarray(0, 4).toString('latin1')]).toEqual([
      ...[`transcript-${chat}.pdf`, '%PDF'],
    ]);

    await page.goto(`${origin}/console/customers?customer=${person.customerRef}`);
    const card = page.getByRole('button', { name: 'Dışa aktar' });
    await card.nth(1).waitFor();
    await card.nth(1).click();
    await page.getByRole('menuitem', { name: 'Yazışmaları (CSV)' }).waitFor();
    await page.keyboard.press('Escape');

    await page.goto(`${origin}/console/requests?state=closed`);
    const list = await taken(page, 'Dışa aktar', 'CSV');
    expect(list.content.toString()).toContain(requestId);
    expect(open.complaints).toEqual([]);
  });
});
