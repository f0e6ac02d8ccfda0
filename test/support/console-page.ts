import axe from 'axe-core';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
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

export const desktop: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };
export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
};

interface Rule {
  id: string;
  nodes: { target: unknown[]; failureSummary?: string }[];
}

/**
 * Resolves when nothing fades or slides any more: a text that is half there has too little contrast. What goes round for ever is
 * not waited for. Looked at over two frames, since the next part of a movement may begin in the one after.
 */
const untilStill = (page: Page): Promise<unknown> =>
  page.evaluate(`(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let still = 0; still < 2; ) {
      const moving = document.getAnimations().filter(
        (one) => one.playState === 'running' && one.effect?.getComputedTiming().endTime !== Infinity,
      );
      await Promise.all(moving.map((one) => one.finished.catch(() => undefined)));
      await frame();
      still = moving.length === 0 ? still + 1 : 0;
    }
  })()`);

/** What axe finds on the page as it stands, one line each: rule, where, why. WCAG 2.2 A and AA, and its good practice. */
export const axeFindings = async (page: Page): Promise<string[]> => {
  await untilStill(page);
  // Not a script element: the policy of the page would refuse it, and is to.
  await page.evaluate(axe.source);
  const rules = (await page.evaluate('window.axe.run().then((found) => found.violations)')) as Rule[];
  return rules.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary = '' }) => `${id} ${String(target)}: ${failureSummary.slice(0, 200)}`,
    ),
  );
};

/** Takes what the page complains of: errors, refused by the policy, texts that are missing. */
export const complaintsOf = (page: Page): string[] => {
  const complaints: string[] = [];
  page.on('console', (line) => {
    // The browser's own line about a status the page expects: signed out, no stream.
    const isStatus = /the server responded with a status of (?:401|404)/.test(line.text());
    if ((line.type() === 'error' || line.type() === 'warning') && !isStatus) complaints.push(line.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
};

/** How far the page is wider than its window; 0: it is not. */
export const sidewaysScroll = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
