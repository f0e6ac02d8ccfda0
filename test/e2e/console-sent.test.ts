import type { Browser } from 'playwright-core';
import { axeFindings, desktop, launchBrowser, phone, sidewaysScroll } from '../support/console-page.ts';
import { visit, type Visit } from '../support/console-visit.ts';
import { aLetterEvent } from '../support/events.ts';
import { newPerson, report, type Person } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

let browser: Browser;
let world: World;
let origin: string;
let person: Person;
let open: Visit;

const hours = (count: number): number => count * 60 * 60_000;

beforeAll(async () => {
  browser = await launchBrowser();
  // One is written to by day; two letters wait for the morning.
  world = await startWorld({
    now: '2026-11-23T07:00:00.000Z',
    env: { QUIET_HOURS: '21:00-09:00' },
  });
  origin = String(world.application.address);
  person = await newPerson(world);
  await report(world, aLetterEvent({ eventId: 'sent_1', customer: person.customerRef ?? '' }));
  await world.turn(hours(12));
  for (const eventId of ['sent_2', 'sent_3']) {
    const other = await newPerson(world);
    await report(world, aLetterEvent({ eventId, customer: other.customerRef ?? '' }));
  }
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await world?.close();
});
afterEach(() => open.leave());

describe('what went out and what waits, in the console', () => {
  it.each([
    ['desktop', 'light', desktop],
    ['desktop', 'dark', desktop],
    ['phone', 'light', phone],
    ['phone', 'dark', phone],
  ] as const)(
    'on a %s, %s, in both languages: axe finds nothing, and nothing lies beside the screen',
    async (name, colorScheme, size) => {
      open = await visit(browser, `${origin}/console/sent?show=held`, { options: { ...size, colorScheme } });
      const { page } = open;
      for (const [language, reason] of [
        ['tr', 'Sessiz saatler'],
        ['en', 'Quiet hours'],
      ] as const) {
        await page.getByText(reason, { exact: true }).first().waitFor();
        expect(await axeFindings(page)).toEqual([]);
        expect(await sidewaysScroll(page)).toBe(0);
        await open.picture(`sent-${name}-${colorScheme}-${language}`);
        if (language === 'tr') await page.getByRole('button', { name: /English/ }).click();
      }
      expect(open.complaints).toEqual([]);
    },
  );

  it('what was sent: opened, its way is told in sentences, by an address of its own', async () => {
    open = await visit(browser, `${origin}/console/sent`);
    const { page } = open;
    const table = page.getByRole('table', { name: 'Giden' });
    await table.getByRole('link').first().click();
    const panel = page.getByRole('region', { name: 'Mesaj', exact: true });
    await panel.getByText('Nasıl gitti').waitFor();
    expect(await panel.getByRole('listitem').count()).toBeGreaterThan(4);
    expect(await axeFindings(page)).toEqual([]);
    await open.picture('sent-way');
    await page.reload();
    await panel.getByRole('link', { name: 'Sohbeti aç' }).click();
    await page.waitForURL('**/chats?*');
    expect(open.complaints).toEqual([]);
  });

  it('two that are held: one let go arrives, the other dropped never does', async () => {
    open = await visit(browser, `${origin}/console/sent?show=held`);
    const { page } = open;
    const table = page.getByRole('table', { name: 'Giden' });
    const before = world.graph.messages.length;
    await page.getByText('2 mesaj', { exact: true }).waitFor();
    await table.getByRole('link').last().click();
    const panel = page.getByRole('region', { name: 'Mesaj', exact: true });
    await panel.getByRole('button', { name: 'Gönderme' }).click();
    await panel.getByText('Bu geri alınamaz.', { exact: false }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await panel.getByRole('button', { name: 'Evet, gönderme' }).click();
    await page.getByText('Mesaj gönderilmeyecek.').waitFor();
    await page.getByText('1 mesaj', { exact: true }).waitFor();
    await table.getByRole('link').first().click();
    await panel.getByRole('button', { name: 'Şimdi gönder' }).click();
    await page.getByText('Mesaj yola çıktı.').waitFor();
    await world.settle();

    expect(world.graph.messages.length).toBeGreaterThan(before);
    expect(open.complaints).toEqual([]);
  });

  it('who may read chats and nothing more: sees them, and orders nothing', async () => {
    open = await visit(browser, `${origin}/console/sent`, { may: ['conversations:read'] });
    const { page } = open;
    await page.getByRole('table', { name: 'Giden' }).getByRole('link').first().click();
    await page.getByRole('region', { name: 'Mesaj', exact: true }).waitFor();

    expect(await page.getByRole('button', { name: 'Şimdi gönder' }).count()).toBe(0);
    expect(open.complaints).toEqual([]);
  });
});
