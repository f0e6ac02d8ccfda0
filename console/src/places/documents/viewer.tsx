import { ActionIcon, Group, Skeleton, Text } from '@mantine/core';
import {
  ArrowPathIcon,
  ChevronLeftIcon,
  ChevronRightIcon,
  DocumentTextIcon,
  MagnifyingGlassMinusIcon,
  MagnifyingGlassPlusIcon,
} from '@heroicons/react/24/outline';
import { useQuery } from '@tanstack/react-query';
import {
  lazy,
  Suspense,
  useCallback,
  useState,
  type ComponentType,
  type ReactNode,
  type SVGProps,
} from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../parts/keys.ts';
import { EmptyState, ProblemState } from '../../parts/states.tsx';
import classes from './documents.module.css';
import type { Look } from './look.ts';
import { contentQuery, type Document } from './queries.ts';
import { showingOf } from './shown.ts';

/** Draws PDFs: a chunk of its own, loaded when one is opened. */
const PdfPage = lazy(() => import('./pdf-page.tsx').then((module) => ({ default: module.PdfPage })));

const zooms = [0.5, 0.75, 1, 1.5, 2, 3, 4] as const;
const nextZoom = (zoom: number, by: 1 | -1): number =>
  (by === 1 ? zooms.find((one) => one > zoom) : zooms.findLast((one) => one < zoom)) ?? zoom;

/** A picture, a PDF page by page, a recording; anything else says that it is downloaded. */
export const Viewer = ({ file }: { file: Document }) => {
  const { t } = useTranslation('documents');
  const showing = showingOf(file);
  const { data, isPending, error, refetch } = useQuery({
    ...contentQuery(file),
    enabled: showing !== 'none',
  });
  if (showing === 'none')
    return (
      <EmptyState icon={DocumentTextIcon} title={t('noView.title')}>
        {t('noView.text')}
      </EmptyState>
    );
  if (isPending) return <Skeleton height={420} radius="md" aria-label={t('loading')} />;
  if (data === undefined) return <ProblemState problem={error} retry={() => void refetch()} />;
  if (showing === 'pdf') return <Pdf content={data} />;
  if (showing === 'image') return <Picture content={data} />;
  return <Recording content={data} isFilm={showing === 'film'} />;
};

/** Gives an element an address of the bytes, for as long as it is shown. */
const useSource = (content: Blob) =>
  useCallback(
    (element: HTMLImageElement | HTMLMediaElement | null) => {
      if (element === null) return undefined;
      const address = URL.createObjectURL(content);
      element.src = address;
      return () => URL.revokeObjectURL(address);
    },
    [content],
  );

const useLook = () => {
  const [look, setLook] = useState<Look>({ zoom: 1, turn: 0 });
  const zoom = (by: 1 | -1) => () => setLook(({ zoom: now, turn }) => ({ zoom: nextZoom(now, by), turn }));
  const turn = (): void =>
    setLook(({ zoom: now, turn: before }) => ({ zoom: now, turn: (before + 90) % 360 }));
  useKeys({ '+': zoom(1), '-': zoom(-1), r: turn });
  return { look, zoomIn: zoom(1), zoomOut: zoom(-1), turn };
};

const Tool = ({
  icon: Icon,
  name,
  press,
  disabled = false,
}: {
  icon: ComponentType<SVGProps<SVGSVGElement>>;
  name: string;
  press: () => void;
  disabled?: boolean;
}) => (
  <ActionIcon variant="default" size={34} aria-label={name} title={name} onClick={press} disabled={disabled}>
    <Icon width={18} height={18} />
  </ActionIcon>
);

const Bench = ({
  tools,
  children,
  ...look
}: ReturnType<typeof useLook> & { tools?: ReactNode; children: ReactNode }) => {
  const { t } = useTranslation('documents');
  return (
    <div className={classes.bench}>
      <Group gap={6} className={classes.tools} role="toolbar" aria-label={t('tools.title')}>
        {tools}
        <Tool icon={MagnifyingGlassMinusIcon} name={t('tools.smaller')} press={look.zoomOut} />
        <Text size="xs" className="tabular" w={40} ta="center" role="status">
          {String(Math.round(look.look.zoom * 100))} %
        </Text>
        <Tool icon={MagnifyingGlassPlusIcon} name={t('tools.larger')} press={look.zoomIn} />
        <Tool icon={ArrowPathIcon} name={t('tools.turn')} press={look.turn} />
      </Group>
      {/* Whoever has no mouse moves what is larger than its frame with the arrows. */}
      <div className={classes.sheet} tabIndex={0} role="region" aria-label={t('content')}>
        {children}
      </div>
    </div>
  );
};

const Picture = ({ content }: { content: Blob }) => {
  const { t } = useTranslation('documents');
  const look = useLook();
  const source = useSource(content);
  const { zoom, turn } = look.look;
  return (
    <Bench {...look}>
      <img
        ref={source}
        alt={t('picture')}
        className={classes.picture}
        data-turn={turn}
        style={{ width: `${String(zoom * 100)}%`, rotate: `${String(turn)}deg` }}
      />
    </Bench>
  );
};

const Pdf = ({ content }: { content: Blob }) => {
  const { t } = useTranslation('documents');
  const look = useLook();
  const [page, setPage] = useState(1);
  const [pages, setPages] = useState<number>();
  const go = (by: number) => () => setPage((now) => Math.min(Math.max(1, now + by), pages ?? 1));
  useKeys({ ArrowLeft: go(-1), ArrowRight: go(1), PageUp: go(-1), PageDown: go(1) });
  return (
    <Bench
      {...look}
      tools={
        <>
          <Tool icon={ChevronLeftIcon} name={t('tools.before')} press={go(-1)} disabled={page === 1} />
          <Text size="xs" className="tabular" role="status">
            {t('tools.page', { page, pages: pages ?? '…' })}
          </Text>
          <Tool
            icon={ChevronRightIcon}
            name={t('tools.after')}
            press={go(1)}
            disabled={pages === undefined || page >= pages}
          />
        </>
      }
    >
      <Suspense fallback={<Skeleton height={420} radius="md" />}>
        <PdfPage content={content} page={page} look={look.look} onPages={setPages} />
      </Suspense>
    </Bench>
  );
};

const Recording = ({ content, isFilm }: { content: Blob; isFilm: boolean }) => {
  const { t } = useTranslation('documents');
  const source = useSource(content);
  // What somebody recorded comes without subtitles.
  return isFilm ? (
    <video ref={source} controls className={classes.film} aria-label={t('kinds.film')} />
  ) : (
    <audio ref={source} controls className={classes.film} aria-label={t('kinds.sound')} />
  );
};
