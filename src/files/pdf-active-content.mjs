import { inflateSync } from 'node:zlib';

/** Names of what acts, reaches out or carries files. `/GoTo` within the document and links to web pages do not. */
const activeNames =
  /\/(?:JavaScript|Launch|EmbeddedFile|RichMedia|RichMediaExecute|SubmitForm|ImportData|GoToE|GoToR|Rendition)(?=[\s\0<>[\](){}/%]|$)/;
const maxStreamBytes = 32_000_000;
const maxInflatedBytes = 256_000_000;
const dictionaryBytes = 4_096;

/** Acts by itself when the document, a page or a field is opened, closed, shown or left. */
const triggers = /\/AA(?=[\s<])/;
/** What happens when the document is opened: within the document where it is a place (`[`) or goes to one. */
const openAction = /\/OpenAction\s*(?:(<<)|(\d+)\s+(\d+)\s+R)/g;
const goesWithin = /\/S\s*\/GoTo(?=[\s<>[\](){}/%]|$)/;
const actionBytes = 400;

/** The first bytes of each object with this number: in clear, or packed with others. */
const objectsOf = (texts, number, generation) => {
  const found = [];
  for (const text of texts) {
    const inClear = new RegExp(`(?<![0-9])${number}\\s+${generation}\\s+obj\\b`, 'g');
    for (const { index } of text.matchAll(inClear)) found.push(text.slice(index, index + actionBytes));
    const header = /^\s*(?:\d+\s+\d+\s+)+(?=\S)/.exec(text)?.[0];
    const numbers = header === undefined ? [] : header.trim().split(/\s+/).map(Number);
    for (let at = 0; header !== undefined && at + 1 < numbers.length; at += 2)
      if (numbers[at] === number)
        found.push(text.slice(header.length + numbers[at + 1]).slice(0, actionBytes));
  }
  return found;
};

/** Whether opening the document does anything but show a place in it. What is not found counts as doing so. */
const actsWhenOpened = (texts) => {
  for (const text of texts)
    for (const { index, 1: inline, 2: number, 3: generation } of text.matchAll(openAction)) {
      const actions =
        inline === undefined
          ? objectsOf(texts, Number(number), Number(generation))
          : [text.slice(index, index + actionBytes)];
      const isPlace = (action) => goesWithin.test(action) || /^(?:\d+\s+\d+\s+obj)?\s*\[/.test(action);
      if (actions.length === 0 || !actions.every(isPlace)) return true;
    }
  return false;
};

/** `/J#61vaScript` is the same name as `/JavaScript`. */
const unescaped = (text) =>
  text.replace(/#([0-9a-fA-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));

const isActiveText = (text) => activeNames.test(text) || triggers.test(text);

/** The text of a stream's dictionary: from its `obj` to `stream`. */
const dictionaryBefore = (content, at) => {
  const before = content.toString('latin1', Math.max(0, at - dictionaryBytes), at);
  return unescaped(before.slice(Math.max(0, before.lastIndexOf(' obj'))));
};

/** Streams whose dictionary says that they hold objects. */
const holdsObjects = (dictionary) =>
  /\/ObjStm\b/.test(dictionary) || (/\/First\b/.test(dictionary) && /\/N\b/.test(dictionary));

/** Where the bytes of each stream start. */
function* streamStarts(content) {
  for (let at = content.indexOf('stream'); at !== -1; at = content.indexOf('stream', at + 6)) {
    if (content.toString('latin1', at - 3, at) === 'end') continue;
    const next = content[at + 6];
    if (next === 0x0a) yield { keyword: at, start: at + 7 };
    else if (next === 0x0d) yield { keyword: at, start: content[at + 7] === 0x0a ? at + 8 : at + 7 };
  }
}

const inflated = (content, start) => {
  try {
    // The end is where the compressed data says; what follows it is not looked at.
    return inflateSync(content.subarray(start), { maxOutputLength: maxStreamBytes });
  } catch {
    return null;
  }
};

/**
 * Whether a PDF does anything besides showing pages: looks for the names of actions in its bytes and in everything that is
 * compressed inside it. Objects packed in a way that cannot be looked into count as active.
 * @type {(content: Buffer) => boolean}
 */
export const hasActiveContent = (content) => {
  const texts = [unescaped(content.toString('latin1'))];
  if (isActiveText(texts[0])) return true;
  let total = 0;
  for (const { keyword, start } of streamStarts(content)) {
    const holds = holdsObjects(dictionaryBefore(content, keyword));
    if (total > maxInflatedBytes && !holds) continue;
    const bytes = inflated(content, start);
    if (bytes === null && holds) return true;
    if (bytes === null) continue;
    total += bytes.length;
    const text = unescaped(bytes.toString('latin1'));
    if (isActiveText(text)) return true;
    if (holds) texts.push(text);
  }
  return actsWhenOpened(texts);
};
