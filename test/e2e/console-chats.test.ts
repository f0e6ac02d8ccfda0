import type { Browser } from 'playwright-core';
import { axeFindings, desktop, launchBrowser, phone, sidewaysScroll } from '../support/console-page.ts';
import { visit, type Visit } from '../support/console-visit.ts';
import { fixtureEvent } from '../support/events.ts';
import { conversationOf, newPerson, report, type Person } from '../support/scenario.ts';
import { startWorld, waitFor, type World } from '../support/world.ts';

let browser: Browser;
let world: World;
let origin: string;
let person: Person;
let chat: string;
let open: Visit;

const arabic = 'السلام عليكم، رصيد الذهب 12.5 غرام صحيح';

const asked = (to: Person, eventId: string) =>
  report(world, {
    ...fixtureEvent('evt_1001'),
    ...{ event_id: eventId, customer_id: to.customerRef, contact_id: to.contactRef },
  });

beforeAll(async () => {
  browser = await launchBrowser();
  world = await startWorld({ demo: true, now: new Date().toISOString() });
  origin = String(world.application.address);
  person = await newPerson(world);
  await asked(person, 'chats_1');
  await person.writes('Merhaba');
  await person.writes(arabic);
  await person.writes('temsilci');
  chat = (await conversationOf(world, person.contactRef ?? '')).id;
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await world?.close();
});
afterEach(() => open.leave());

/** What the page has and these tests' own types lack. */
interface Styles {
  getComputedStyle(element: unknown): { direction: string };
}
interface Scrolled {
  scrollTop: number;
  scrollHeight: number;
  clientHeight: number;
}

describe('chats in the console', () => {
  it('a clerk: finds who waits, reads what was said, takes over, writes, hands back', async () => {
    open = await visit(browser, `${origin}/console/chats`);
    const { page } = open;
    await page.getByRole('button', { name: /Deneme Kişi 1/ }).click();
    await page.waitForURL(`**/chats?chat=${chat}`);

    const said = page.getByText(arabic);
    await said.waitFor();
    expect(
      await said.evaluate((line) => (globalThis as unknown as Styles).getComputedStyle(line).direction),
    ).toBe('rtl');
    await page.getByRole('list', { name: 'Sunulan seçenekler' }).first().waitFor();
    await page.getByText(/Yazmak için 2[34]:\d\d saat kaldı/).waitFor();
    await page.getByRole('button', { name: 'Devral' }).click();
    await page.getByRole('button', { name: 'Geri ver' }).waitFor();
    await page.getByRole('textbox', { name: 'Mesajınız' }).fill('Buradayım, bakıyorum.');
    await page.keyboard.press('Enter');
    await waitFor('what the clerk wrote', async () => {
      await world.settle();
      return person.got().some(({ text }) => text === 'Buradayım, bakıyorum.');
    });
    await page.getByRole('button', { name: 'Sohbet kimde: Atanmamış' }).click();
    await page.getByRole('menuitem').first().click();
    await page.getByRole('button', { name: /^Sohbet kimde: (?!Atanmamış)/ }).waitFor();
    expect(await page.locator('button:focus').getAttribute('aria-label')).toMatch(/^Sohbet kimde: /);
    const reached = person.got().length;
    await page.getByRole('radiogroup', { name: 'Ne yazılacak' }).getByText('İç not').click();
    await page.getByRole('textbox', { name: 'İç notunuz' }).fill('Telefonda söz verdi.');
    await page.keyboard.press('Enter');
    const note = page.getByRole('article', { name: 'İç not' });
    await note.getByText('Telefonda söz verdi.').waitFor();
    expect(await note.innerText()).toMatch(/^İç not · .+ · \d\d:\d\d/);
    expect(await axeFindings(page)).toEqual([]);
    await open.picture('chats-note');
    await world.settle();
    expect(person.got()).toHaveLength(reached);
    await page.getByRole('button', { name: 'Geri ver' }).click();
    await world.settle();
    await page.getByRole('button', { name: 'Devral' }).waitFor();

    expect(open.complaints).toEqual([]);
  });

  it('work of today: is given to a colleague, and back to all', async () => {
    const asking = await newPerson(world);
    await asking.writes('Bir yetkiliyle görüşmek istiyorum');
    await world.settle();
    const taskOf = async (): Promise<{ id: string; assignee: { name: string } | null }> => {
      const { body } = await world.api.get('/v1/tasks?reason=human_requested&limit=200');
      const tasks = body.data as { id: string; assignee: { name: string } | null; customerRefs: string[] }[];
      const found = tasks.find(({ customerRefs }) => customerRefs.includes(asking.customerRef ?? ''));
      if (found === undefined) throw new Error('no task');
      return found;
    };
    const { id } = await taskOf();
    open = await visit(browser, `${origin}/console/today?task=${id}`);
    const { page } = open;
    await page.getByRole('button', { name: 'İş kimde: Atanmamış' }).click();
    await page.getByRole('menuitem').first().click();
    await page.getByRole('button', { name: /^İş kimde: (?!Atanmamış)/ }).waitFor();
    expect((await taskOf()).assignee).not.toBeNull();
    expect(await axeFindings(page)).toEqual([]);

    await page.getByRole('button', { name: /^İş kimde: / }).click();
    await page.getByRole('menuitem', { name: 'Atamayı kaldır' }).click();
    await page.getByRole('button', { name: 'İş kimde: Atanmamış' }).waitFor();
    expect((await taskOf()).assignee).toBeNull();
    expect(open.complaints).toEqual([]);
  });

  it('a note that is there before the messages: the chat opens at its end all the same', async () => {
    await world.api.post(`/v1/conversations/${chat}/notes`, { text: 'En son bu yazıldı.' }).expect(201);
    open = await visit(browser, `${origin}/console/today`);
    const { page } = open;
    const notesCame = page.waitForResponse((answer) => answer.url().includes(`/${chat}/notes`));
    await page.route(/\/v1\/conversations\/[^/]+\/messages/, async (route) => {
      await notesCame;
      await route.fallback();
    });
    await page.goto(`${origin}/console/chats?show=all&chat=${chat}`);
    await page.getByText('Buradayım, bakıyorum.').waitFor();
    await page.getByText('En son bu yazıldı.').waitFor();
    const places = (log: unknown): number[] => {
      const { scrollTop, scrollHeight, clientHeight } = log as Scrolled;
      return [scrollTop, scrollHeight - scrollTop - clientHeight];
    };

    await waitFor('the end in sight', async () => {
      const [top = 0, below = 0] = await page.getByRole('log').evaluate(places);
      return top > 0 && below < 80;
    });
  });

  it('what was typed: is there again after another chat was looked at', async () => {
    const other = await newPerson(world);
    await other.writes('Selam');
    open = await visit(browser, `${origin}/console/chats?show=all&chat=${chat}`);
    const { page } = open;
    const box = page.getByRole('textbox', { name: 'Mesajınız' });
    await box.fill('yarım kalan');
    await page.getByRole('button', { name: new RegExp(`Deneme ${other.customerRef}`) }).click();
    await page.waitForURL((url) => url.searchParams.get('chat') !== chat);
    await box.waitFor();
    expect(await box.inputValue()).toBe('');
    await page.goBack();
    await page.waitForURL((url) => url.searchParams.get('chat') === chat);

    await waitFor('what was typed', async () => (await box.inputValue()) === 'yarım kalan');
    await box.fill('');
    await page.getByRole('radiogroup', { name: 'Ne yazılacak' }).getByText('İç not').click();
    const note = page.getByRole('textbox', { name: 'İç notunuz' });
    await note.fill('yarım not');
    await page.getByRole('button', { name: new RegExp(`Deneme ${other.customerRef}`) }).click();
    await box.waitFor();
    await page.goBack();
    await note.waitFor();
    expect(await note.inputValue()).toBe('yarım not');
  });

  it('the 24 hours are over: no free text, but a reminder by its template', async () => {
    const silent = await newPerson(world);
    const { id } = await asked(silent, 'chats_2');
    const { id: theirs } = await conversationOf(world, silent.contactRef ?? '');
    open = await visit(browser, `${origin}/console/chats?show=all&chat=${theirs}`);
    const { page } = open;
    await page.getByText('24 saat doldu').waitFor();
    expect(await page.getByRole('textbox', { name: 'Mesajınız' }).count()).toBe(0);
    await page.getByRole('button', { name: /^Hatırlat: Mutabakat/ }).click();
    await page.getByText('Hatırlatma istendi.').waitFor();

    const { body } = await world.api.get(`/v1/requests/${id}`);
    expect(body.status).toBe('open');
    expect(await axeFindings(page)).toEqual([]);
  });

  it.each([
    ['desktop', 'light', desktop],
    ['desktop', 'dark', desktop],
    ['phone', 'light', phone],
    ['phone', 'dark', phone],
  ] as const)(
    'on a %s, %s, in both languages: axe finds nothing, and nothing lies beside the screen',
    async (name, colorScheme, size) => {
      open = await visit(browser, `${origin}/console/chats?show=all&chat=${chat}`, {
        options: { ...size, colorScheme },
      });
      const { page } = open;
      for (const [language, box] of [
        ['tr', 'Mesajınız'],
        ['en', 'Your message'],
      ] as const) {
        await page.getByRole('textbox', { name: box }).waitFor();
        await page.getByText(arabic).waitFor();
        expect(await axeFindings(page)).toEqual([]);
        expect(await sidewaysScroll(page)).toBe(0);
        await open.picture(`chats-${name}-${colorScheme}-${language}`);
        if (language === 'tr') await page.getByRole('button', { name: /English/ }).click();
      }
      expect(open.complaints).toEqual([]);
    },
  );

  it('nobody waits: says what appears here', async () => {
    open = await visit(browser, `${origin}/console/chats?show=staff`);
    await open.page.getByText('Devralınmış sohbet yok').waitFor();
    expect(await axeFindings(open.page)).toEqual([]);
    await open.picture('chats-empty');
  });
});
