import express, { type Router } from 'express';
import { languages, type Language } from '../vocabulary/language.ts';
import { contentPolicy, nothingAllowed } from '../shared/content-policy.ts';
import type { PrivacyNotice } from '../vocabulary/privacy-notice.ts';
import { MethodNotAllowed } from './http-errors.ts';
import { nameRoute } from './request-context.ts';

const names: Readonly<Record<Language, string>> = { tr: 'Türkçe', en: 'English', ar: 'العربية' };

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => escapes[char] ?? char);

const policy = contentPolicy({ ...nothingAllowed, styleSrc: ["'self'"] });

const style = `:root { color-scheme: light dark; font: 17px/1.6 system-ui, sans-serif; }
body { max-width: 42rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
h1 { font-size: 1.5rem; line-height: 1.25; }
h2 { font-size: 1.1rem; margin: 1.75rem 0 0.25rem; }
p { margin: 0; }
nav { display: flex; gap: 1.25rem; margin-block-end: 1.5rem; }
nav a { padding-block: 0.6rem; }
.version { opacity: 0.75; }
`;

const pageOf = (language: Language, notice: PrivacyNotice): string => `<!doctype html>
<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>${escapeHtml(notice.title)}</title>
    <link rel="stylesheet" href="/privacy/page.css">
  </head>
  <body>
    <nav aria-label="Dil / Language / اللغة">${languages
      .map(
        (one) =>
          `<a href="/privacy?lang=${one}" lang="${one}"${one === language ? ' aria-current="page"' : ''}>${names[one]}</a>`,
      )
      .join('')}</nav>
    <main>
      <h1>${escapeHtml(notice.title)}</h1>
      <p class="version">${escapeHtml(notice.version)}</p>
      ${notice.sections
        .map(({ heading, text }) => `<h2>${escapeHtml(heading)}</h2>\n      <p>${escapeHtml(text)}</p>`)
        .join('\n      ')}
    </main>
  </body>
</html>
`;

/** The whole privacy notice, which messages link to: `/privacy?lang=tr`. Public, without script or cookie. */
export const privacyRoutes = (noticeIn: (language: Language) => Promise<PrivacyNotice>): Router => {
  const router = express.Router();
  router.get('/privacy', policy, async (req, res) => {
    nameRoute(res, '/privacy');
    const language = languages.find((one) => one === req.query['lang']) ?? 'tr';
    res.type('html').send(pageOf(language, await noticeIn(language)));
  });
  router.get('/privacy/page.css', (_req, res) => {
    nameRoute(res, '/privacy/page.css');
    res.type('text/css').send(style);
  });
  router.all(['/privacy', '/privacy/page.css'], () => {
    throw new MethodNotAllowed('GET, HEAD');
  });
  return router;
};
