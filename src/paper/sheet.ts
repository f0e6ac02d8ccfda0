import PDFDocument from 'pdfkit';
import { fontOf, scripts, sizeOf, weights, type Weight } from './fonts.ts';
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
}

export interface TextOptions {
  size?: number;
  weight?: Weight;
  align?: Align;
  /** Points from the start of the page's text, and how wide; left out: all of it. */
  from?: number;
  width?: number;
  color?: string;
}

const margin = 56;
const leading = 1.42;
const plain = '#1a1a1a';
export const grey = '#6b6b6b';

/** Pages of A4 on which text in Turkish, English and Arabic stands as it is read. Measures are points. */
export class Sheet {
  readonly #document: PDFKit.PDFDocument;
  readonly #direction: Direction;
  readonly #chunks: Buffer[] = [];
  readonly #written: Promise<Buffer>;
  readonly #foot: PaperOptions['foot'];
  #page = 1;
  /** Of the next line. */
  y = margin;

  constructor({ title, author, language, direction, at, foot, layout = 'portrait' }: PaperOptions) {
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
        // A font that was opened before is taken as well; the types know files alone.
        this.#document.registerFont(`${script}-${weight}`, fontOf(script, weight) as unknown as string);
    this.#writeFoot();
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

  /** The file. */
  end(): Promise<Buffer> {
    this.#document.end();
    return this.#written;
  }

  #writeFoot(): void {
    const y = this.#document.page.height - margin + 18;
    this.#line(this.#foot(this.#page), y, { size: 7.5, color: grey, align: 'center' });
  }

  #style({ size = 10, weight = 'regular' }: TextOptions): TextStyle {
    return { size, weight, direction: this.#direction };
  }

  #line(line: string, y: number, options: TextOptions): void {
    const { size = 10, weight = 'regular', align = 'start', from = 0, color = plain } = options;
    const { width = this.width - from } = options;
    const isRtl = this.#direction === 'rtl';
    const left = isRtl ? margin + this.width - from - width : margin + from;
    const own = widthOf(line, this.#style(options));
    const isRight = align === 'figures' || (align === 'end' ? !isRtl : isRtl);
    let x = left + (align === 'center' ? (width - own) / 2 : isRight ? width - own : 0);
    for (const run of visualRuns(line, this.#direction)) {
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
