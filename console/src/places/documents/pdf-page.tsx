import { Skeleton } from '@mantine/core';
import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from 'pdfjs-dist';
import workerAddress from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemState } from '../../parts/states.tsx';
import classes from './documents.module.css';
import type { Look } from './look.ts';

GlobalWorkerOptions.workerSrc = workerAddress;

/** The fonts every reader of PDFs has, for files that do not bring theirs: addresses by file. */
const fonts = import.meta.glob<string>('../../../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}', {
  query: '?url',
  import: 'default',
  eager: true,
});

/** The library asks for a font by the name of its file. */
class Fonts {
  async fetch({ filename }: { filename: string }): Promise<Uint8Array> {
    const [, address] = Object.entries(fonts).find(([file]) => file.endsWith(`/${filename}`)) ?? [];
    if (address === undefined) throw new Error(`no font ${filename}`);
    return new Uint8Array(await (await fetch(address)).arrayBuffer());
  }
}

/** Files of strangers: shapes are drawn, nothing of them runs. */
const open = async (content: Blob) =>
  getDocument({
    data: await content.arrayBuffer(),
    isEvalSupported: false,
    enableXfa: false,
    disableFontFace: true,
    useWorkerFetch: false,
    useWasm: false,
    StandardFontDataFactory: Fonts,
    standardFontDataUrl: '/',
    verbosity: 0,
  });

/** One page of a PDF, as wide as there is room at zoom 1. */
export const PdfPage = ({
  content,
  page,
  look,
  onPages,
}: {
  content: Blob;
  /** From 1. */
  page: number;
  look: Look;
  onPages: (pages: number) => void;
}) => {
  const [pdf, setPdf] = useState<PDFDocumentProxy>();
  const [problem, setProblem] = useState<unknown>();
  useEffect(() => {
    let isGone = false;
    const opening = open(content);
    opening
      .then(({ promise }) => promise)
      .then((opened) => {
        if (isGone) return;
        setPdf(opened);
        onPages(opened.numPages);
      })
      .catch((error: unknown) => {
        if (!isGone) setProblem(error);
      });
    return () => {
      isGone = true;
      void opening.then((task) => task.destroy());
    };
  }, [content, onPages]);
  if (problem !== undefined) return <ProblemState problem={problem} />;
  if (pdf === undefined) return <Skeleton height={420} radius="md" />;
  return <Drawn pdf={pdf} page={page} look={look} />;
};

const Drawn = ({ pdf, page, look: { zoom, turn } }: { pdf: PDFDocumentProxy; page: number; look: Look }) => {
  const { t } = useTranslation('documents');
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<unknown>();
  useEffect(() => {
    let stop = (): void => undefined;
    let isGone = false;
    const draw = async (): Promise<void> => {
      const shown = await pdf.getPage(page);
      const [place, room] = [canvas.current, frame.current?.clientWidth];
      if (isGone || place === null || room === undefined) return;
      const rotation = (shown.rotate + turn) % 360;
      const scale = (zoom * room) / shown.getViewport({ scale: 1, rotation }).width;
      // Sharp on screens with small points, bounded for huge pages.
      const density = Math.min(window.devicePixelRatio || 1, 2);
      const viewport = shown.getViewport({ scale: scale * density, rotation });
      place.width = Math.min(viewport.width, 8_000);
      place.height = Math.min(viewport.height, 8_000);
      place.style.width = `${String(viewport.width / density)}px`;
      const task = shown.render({ canvas: place, viewport });
      stop = () => task.cancel();
      await task.promise.catch((error: Error) => {
        if (error.name !== 'RenderingCancelledException') throw error;
      });
      if (isGone) return;
      const { items } = await shown.getTextContent();
      if (isGone) return;
      setProblem(undefined);
      setText(items.map((item) => ('str' in item ? item.str : '')).join(' '));
    };
    draw().catch((error: unknown) => {
      // Closed while it was drawn: the file is gone from under it.
      if (!isGone) setProblem(error);
    });
    return () => {
      isGone = true;
      stop();
    };
  }, [pdf, page, zoom, turn]);
  return (
    <div ref={frame} className={classes.pdf}>
      {problem !== undefined && <ProblemState problem={problem} />}
      <canvas ref={canvas} role="img" aria-label={t('tools.page', { page, pages: pdf.numPages })} />
      {/* For whoever hears the page. */}
      <p className={classes.heard} dir="auto">
        {text}
      </p>
    </div>
  );
};
