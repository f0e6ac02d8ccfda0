// Draws the letters of fixtures/letters.json as they go out and their pictures for docs/letters.md: `npm run letters`. Look at them.
import { readFile, writeFile } from 'node:fs/promises';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import sharp from 'sharp';

/** Of the build, which is of no room of the house. */
const built = (module) => import(new URL(`../dist/src/${module}.js`, import.meta.url));
const { noOwnUnits } = await built('money/own-units');
const { drawLetter } = await built('runs/letter-document');

const folder = 'docs/letters';
/** Of 72 dots to the inch: small enough for a repository, large enough to see each letter. */
const scale = 1.3;

const { shared, letters } = JSON.parse(await readFile('fixtures/letters.json', 'utf8'));

const pictureOf = async (pdf) => {
  const document = await getDocument({ data: new Uint8Array(pdf), useSystemFonts: false, verbosity: 0 })
    .promise;
  if (document.numPages !== 1) throw new Error(`a letter of ${document.numPages} pages`);
  const page = await document.getPage(1);
  const viewport = page.getViewport({ scale });
  const { canvas, context } = document.canvasFactory.create(viewport.width, viewport.height);
  await page.render({ canvas, canvasContext: context, viewport }).promise;
  const png = canvas.toBuffer('image/png');
  await document.destroy();
  // Letters are black on white: few shades are enough.
  return sharp(png).flatten({ background: 'white' }).png({ palette: true, colours: 16 }).toBuffer();
};

for (const [name, letter] of Object.entries(letters)) {
  const at = new Date(letter.at ?? shared.at);
  const pdf = await drawLetter({ ...shared, ...letter, at, ownUnits: noOwnUnits });
  const png = await pictureOf(pdf);
  await writeFile(`${folder}/${name}.png`, png);
  console.error(`${folder}/${name}.png: ${png.length} bytes, of a file of ${pdf.length}`);
}
