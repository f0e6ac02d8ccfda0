import './no-drawing.mjs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { hasActiveContent } from './pdf-active-content.mjs';

const tailBytes = 1_024;
/** End-of-directory record of a ZIP: 22 bytes and a comment of up to 65 535. */
const zipTailBytes = 65_557;
const zipEnd = Buffer.from('504b0506', 'hex');
const markup = /<\s*(?:!doctype|html|head|body|script|svg|iframe)\b/i;
const activeAnnotations = new Set(['FileAttachment', 'Sound', 'Movie', 'Screen', 'RichMedia', '3D']);
const unsafeLink = /^\s*(?:javascript|vbscript|data|file):|^\s*[\\/]{2}/i;

const refused = (reason) => ({ kind: 'refused', reason });

/** Null: the file does not end as a PDF does. */
const afterEnd = (content) => {
  const at = content.lastIndexOf('%%EOF');
  return at === -1 ? null : content.subarray(at + 5);
};

/** A ZIP is read from its end: the comment of a PDF's archive twin reaches exactly there. */
const isAlsoZip = (content) => {
  const tail = content.subarray(-zipTailBytes);
  for (let at = tail.indexOf(zipEnd); at !== -1; at = tail.indexOf(zipEnd, at + 4))
    if (at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) === tail.length) return true;
  return false;
};

/** Null: one file with one meaning. */
const frameProblem = (content) => {
  const rest = afterEnd(content);
  if (rest === null) return refused('unreadable');
  if (rest.length > tailBytes || !/^[\s\0]*$/.test(rest.toString('latin1'))) return refused('type_mismatch');
  if (isAlsoZip(content) || markup.test(content.toString('latin1', 0, tailBytes)))
    return refused('type_mismatch');
  return null;
};

const isEncrypted = (content) => /\/Encrypt(?=[\s\0<[/(]|$)/.test(content.toString('latin1'));

const isActivePage = async (page) => {
  if ((await page.getJSActions()) !== null) return true;
  const annotations = await page.getAnnotations({ intent: 'any' });
  return annotations.some(
    ({ subtype, actions, attachment, unsafeUrl }) =>
      activeAnnotations.has(subtype) ||
      Boolean(attachment) ||
      (Boolean(actions) && Object.keys(actions).length > 0) ||
      (typeof unsafeUrl === 'string' && unsafeLink.test(unsafeUrl)),
  );
};

const isActiveDocument = async (document) => {
  const { info } = await document.getMetadata();
  return (
    (await document.getJSActions()) !== null ||
    (await document.getAttachments()) !== null ||
    info.IsXFAPresent === true ||
    info.IsCollectionPresent === true
  );
};

const inspectDocument = async (document, maxPages) => {
  const { info } = await document.getMetadata();
  if (info.EncryptFilterName) return refused('password_protected');
  if (document.numPages > maxPages) return refused('too_many_pages');
  if (document.numPages < 1) return refused('unreadable');
  if (await isActiveDocument(document)) return refused('active_content');
  for (let number = 1; number <= document.numPages; number += 1)
    if (await isActivePage(await document.getPage(number))) return refused('active_content');
  return { kind: 'pdf', pages: document.numPages };
};

/** @type {(content: Buffer, limits: { maxPages: number }) => Promise<object>} Nothing is drawn; fonts and images stay closed. */
export const inspectPdf = async (content, { maxPages }) => {
  const problem = frameProblem(content);
  if (problem !== null) return problem;
  // Also where no password is needed to read: nobody can look into it for what it does.
  if (isEncrypted(content)) return refused('password_protected');
  if (hasActiveContent(content)) return refused('active_content');
  try {
    const document = await getDocument({
      data: new Uint8Array(content),
      verbosity: 0,
      stopAtErrors: true,
      disableFontFace: true,
      useSystemFonts: false,
      useWasm: false,
      useWorkerFetch: false,
      isImageDecoderSupported: false,
      isOffscreenCanvasSupported: false,
      isEvalSupported: false,
      enableXfa: false,
    }).promise;
    return await inspectDocument(document, maxPages);
  } catch (error) {
    return refused(error?.name === 'PasswordException' ? 'password_protected' : 'unreadable');
  }
};
