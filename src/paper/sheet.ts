import PDFDocument from 'pdfkit';
import { ownFontOf, scripts, sizeOf, weights, type Weight } from './fonts.ts';
import { widthOf, widthOfRun, wrap, type TextStyle } from './measure.ts';
import { visualRuns, type Direction } from './visual-runs.ts';

/** In the direction of the paragraph: `start` is the left of Turkish and the right of Arabic. `figures`: their last digits below each other. */
export type Align = 'start' | 'center' | 'end' | 'figures';

export interface PaperOptions {
  title: string;
  author: string;
  /** BCP 47. */
  language: string;
  direction: Direction;
  /** What the file says when it was made: the same content at the same instant is the same file, byte by byte. */
  at: Date;
  layout?: 'portrait' | 'landscape';
  /** At the foot of each page, by its number. */
  foot(page: number): string;
  /** The number of all pages stands behind the foot, as soon as it is known: at the end of the file. */
  isCounted?: boolean;
}

export interface TextOptions {
  size?: number;
  weight?: Weight;
  align?: Align;
  /** Points from the start of the page's text, and how wide; left out: all of it. */
  from?: number;
  width?: number;
  color?: string;
  /** Of this text; left out: of the paper. */
  direction?: Direction;
}

/** What pages refer to before it is written. Of the library, which its types do not tell. */
interface Drawing {
  page: { xobjects: Record<string, unknown> };
  _fontFamilies: Record<string, { layoutCache?: object }>;
  _font: { id: string; ref(): unknown; encode(text: string): [readonly string[], unknown] };
  ref(data: object): { write(text: string): void; end(): void };
  addContent(text: string): void;
}

const margin = 56;
const leading = 1.42;
const footSize = 7.5;
/** Dots are measured by the hundred: what one of them is wide says nothing of the space between two. */
const manyDots = 100;
const fewestDots = 12;
/** Shaped words are kept for so many pages. */
const pagesOfWords = 25;
const plain = '#1a1a1a';
export const grey = '#6b6b6b';

/** Pages of A4 on which text in Turkish, English and Arabic stands as it is read. Measures are points. */
export class Sheet {
  readonly #document: PDFKit.PDFDocument;
  readonly #direction: Direction;
  readonly #chunks: Buffer[] = [];
  readonly #written: Promise<Buffer>;
  readonly #total: ReturnType<Drawing['ref']> | null;
  readonly #totalData: { Resources: object };
  readonly #foot: PaperOptions['foot'];
  #page = 1;
  /** Of the next line. */
  y = margin;

  constructor({ title, author, language, direction, at, foot, ...shape }: PaperOptions) {
    const { layout = 'portrait', isCounted = false } = shape;
    this.#direction = direction;
    this.#foot = foot;
    this.#document = new PDFDocument({
      size: 'A4',
      layout,
      margin: 0,
      lang: language,
      displayTitle: true,
      pdfVersion: '1.7',
      info: { Title: title, Author: author, Producer: 'Mutabik', CreationDate: at },
      // The types know no document without a font of its own.
      font: null as unknown as string,
    });
    this.#written = new Promise((resolve, reject) => {
      this.#document.on('data', (chunk: Buffer) => this.#chunks.push(chunk));
      this.#document.on('end', () => resolve(Buffer.concat(this.#chunks)));
      this.#document.on('error', reject);
    });
    for (const script of scripts)
      for (const weight of weights)
        // An opened font is taken as well; the types know files alone.
        this.#document.registerFont(`${script}-${weight}`, ownFontOf(script, weight) as unknown as string);
    this.#document.registerFont('mono', 'Courier');
    this.#totalData = { Resources: {} };
    const form = { Type: 'XObject', Subtype: 'Form', BBox: [0, -4, 80, 12] };
    this.#total = isCounted ? this.#drawing.ref(Object.assign(this.#totalData, form)) : null;
    this.#writeFoot();
  }

  get #drawing(): Drawing {
    return this.#document as unknown as Drawing;
  }

  get width(): number {
    return this.#document.page.width - 2 * margin;
  }

  /** Points that are left on the page. */
  get room(): number {
    return this.#document.page.height - margin - this.y;
  }

  newPage(): void {
    this.#document.addPage();
    this.#page += 1;
    this.y = margin;
    this.#writeFoot();
    // The library keeps every word it has shaped: a long transcript has hundreds of thousands.
    if (this.#page % pagesOfWords === 0)
      for (const font of Object.values(this.#drawing._fontFamilies))
        if (font.layoutCache !== undefined) font.layoutCache = Object.create(null) as object;
  }

  /** A new page when there is not so much room left. */
  need(points: number): void {
    if (this.room < points) this.newPage();
  }

  space(points: number): void {
    this.y += points;
  }

  /** A paragraph, on as many lines and pages as it takes. */
  paragraph(text: string, options: TextOptions = {}): void {
    const { size = 10, width = this.width } = options;
    for (const line of wrap(text, width, this.#style(options))) {
      this.need(size * leading);
      this.#line(line, this.y, options);
      this.y += size * leading;
    }
  }

  /** Texts side by side, each within its own width; the next line stands below the longest. */
  row(cells: readonly (TextOptions & { text: string })[]): void {
    const wrapped = cells.map((cell) => wrap(cell.text, cell.width ?? this.width, this.#style(cell)));
    const height = Math.max(
      ...cells.map(({ size = 10 }, index) => (wrapped[index]?.length ?? 0) * size * leading),
    );
    this.need(height);
    for (const [index, cell] of cells.entries())
      for (const [at, line] of (wrapped[index] ?? []).entries())
        this.#line(line, this.y + at * (cell.size ?? 10) * leading, cell);
    this.y += height;
  }

  /** A label with dots behind it to the end of its line, for a pen. `tail`: stands behind the dots. */
  dotted(label: string, { tail = '', ...options }: TextOptions & { tail?: string } = {}): string {
    const { width = this.width } = options;
    const style = this.#style(options);
    const end = tail === '' ? '' : `\u00a0${tail}`;
    const bare = widthOf(`${label} ${end}`, style);
    // In the font of the label: Arabic has dots of its own.
    const dot = (widthOf(`${label} ${'.'.repeat(manyDots)}${end}`, style) - bare) / manyDots;
    const count = Math.max(fewestDots, Math.floor((width - bare) / dot));
    return `${label} ${'.'.repeat(count)}${end}`.trimStart();
  }

  /** A rule over all of the width. */
  rule({ color = '#b8b8b8', dash = null as number | null } = {}): void {
    const document = this.#document;
    document.save().lineWidth(0.6).strokeColor(color);
    if (dash !== null) document.dash(dash, { space: dash });
    document
      .moveTo(margin, this.y)
      .lineTo(margin + this.width, this.y)
      .stroke()
      .restore();
  }

  /** Letters and digits of a machine, in a font of its own that needs no shaping: a hash. */
  code(text: string, { size = 6, color = grey } = {}): void {
    this.need(size * leading);
    this.#document
      .font('mono')
      .fontSize(size)
      .fillColor(color)
      .text(text, margin, this.y + size, { lineBreak: false, baseline: 'alphabetic' });
    this.y += size * leading;
  }

  /** What was written of the file since it was last taken: pages that are full do not stay in memory. */
  take(): Buffer {
    return Buffer.concat(this.#chunks.splice(0));
  }

  /** The file, or what is left of it. */
  end(): Promise<Buffer> {
    this.#writeTotal();
    this.#document.end();
    return this.#written;
  }

  #writeFoot(): void {
    const y = this.#document.page.height - margin + 18;
    const foot = this.#foot(this.#page);
    this.#line(foot, y, { size: footSize, color: grey, align: 'center' });
    if (this.#total === null) return;
    const drawing = this.#drawing;
    drawing.page.xobjects.Total = this.#total;
    const own = widthOf(foot, this.#style({ size: footSize }));
    const x = margin + (this.width + own) / 2;
    this.#document.save().transform(1, 0, 0, -1, x, y + footSize);
    drawing.addContent('/Total Do');
    this.#document.restore();
  }

  #writeTotal(): void {
    if (this.#total === null) return;
    this.#document.font('latin-regular');
    const { _font: font } = this.#drawing;
    const [glyphs] = font.encode(String(this.#page));
    this.#totalData.Resources = { Font: { [font.id]: font.ref() } };
    this.#total.write(
      `BT /${font.id} ${footSize} Tf 0.42 0.42 0.42 rg 1 0 0 1 0 0 Tm <${glyphs.join('')}> Tj ET`,
    );
    this.#total.end();
  }

  #style({ size = 10, weight = 'regular', direction = this.#direction }: TextOptions): TextStyle {
    return { size, weight, direction };
  }

  #line(line: string, y: number, options: TextOptions): void {
    const { size = 10, weight = 'regular', align = 'start', from = 0, color = plain } = options;
    const { width = this.width - from } = options;
    const direction = options.direction ?? this.#direction;
    const isRtl = direction === 'rtl';
    const left = isRtl ? margin + this.width - from - width : margin + from;
    const own = widthOf(line, this.#style(options));
    const isRight = align === 'figures' || (align === 'end' ? !isRtl : isRtl);
    let x = left + (align === 'center' ? (width - own) / 2 : isRight ? width - own : 0);
    for (const run of visualRuns(line, direction)) {
      this.#document
        .font(`${run.script}-${weight}`)
        .fontSize(sizeOf(run.script, size))
        .fillColor(color)
        // With features the whole part is shaped at once, which Arabic needs: words would stand in the order they are read in.
        .text(run.text, x, y + size, {
          ...{ lineBreak: false, baseline: 'alphabetic' },
          ...(run.script === 'arabic' ? { features: [] } : {}),
        });
      x += widthOfRun(run, weight, size);
    }
  }
}
