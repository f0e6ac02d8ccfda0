import { mkdir } from 'node:fs/promises';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { axeFindings, complaintsOf, desktop, sidewaysScroll } from './console-page.ts';
import type { ConsoleProduct } from './console-product.ts';

/** The owner of the demo with a page of the console, signed in by the link that the start printed. */
export interface ConsoleOwner {
  page: Page;
  /** What the page complained of. */
  complaints: string[];
  /** For axe nothing to find, nothing beside the screen; the picture is kept where `CONSOLE_PICTURES` says. */
  expectGood(name: string): Promise<void>;
  leave(): Promise<void>;
}

export const ownerAt = async (
  browser: Browser,
  { origin, link }: ConsoleProduct,
  path: string,
  options: BrowserContextOptions = desktop,
): Promise<ConsoleOwner> => {
  const context = await browser.newContext({ locale: 'tr-TR', ...options });
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  await page.goto(`${origin}${link}`);
  await page.getByRole('heading', { name: 'Bugün', level: 1 }).waitFor();
  await page.goto(`${origin}${path}`);
  return {
    page,
    complaints,
    expectGood: async (name) => {
      expect(await axeFindings(page)).toEqual([]);
      expect(await sidewaysScroll(page)).toBe(0);
      const folder = process.env['CONSOLE_PICTURES'];
      if (folder === undefined) return;
      await mkdir(folder, { recursive: true });
      await page.screenshot({ path: `${folder}/${name}.png` });
    },
    leave: () => context.close(),
  };
};
