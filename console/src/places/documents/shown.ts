import { useTranslation } from 'react-i18next';
import type { Tone } from '../../parts/tag.tsx';
import type { Document } from './queries.ts';

export const toneOfState: Readonly<Record<Document['state'], Tone>> = {
  pending_fetch: 'wait',
  pending_scan: 'wait',
  clean: 'good',
  unscanned: 'neutral',
  refused: 'bad',
  infected: 'bad',
  deleted: 'neutral',
};

/** What can be shown in the page; anything else is downloaded. */
export type Showing = 'pdf' | 'image' | 'sound' | 'film' | 'none';

const showings: Readonly<Record<string, Showing>> = { image: 'image', audio: 'sound', video: 'film' };

export const showingOf = ({ mimeType }: Pick<Document, 'mimeType'>): Showing => {
  if (mimeType === 'application/pdf') return 'pdf';
  return showings[mimeType?.split('/')[0] ?? ''] ?? 'none';
};

/** Is there something to look at? */
export const isThere = ({ state }: Pick<Document, 'state'>): boolean =>
  state === 'clean' || state === 'unscanned';

/** The name it came with, or what it is. */
export const useFileName = () => {
  const { t } = useTranslation('documents');
  return (file: Document): string => file.filename ?? t(`kinds.${showingOf(file)}`);
};
