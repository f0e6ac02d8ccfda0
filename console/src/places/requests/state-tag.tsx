import { useTranslation } from 'react-i18next';
import { Tag, type Tone } from '../../parts/tag.tsx';
import type { Request } from './filter.ts';

const good = new Set([
  'agreed',
  'approved',
  'accepted',
  'paid',
  'confirmed',
  'delivered',
  'positive',
  'answered',
  'portal_accepted',
  'agreed_difference',
]);
const bad = new Set([
  'disagreed',
  'rejected',
  'objected',
  'disputed',
  'denied',
  'refused',
  'open_dispute',
  'portal_rejected',
  'negative',
  'undeliverable',
  'refused_identity',
  'rejected_type',
  'rejected_quality',
]);
const warn = new Set([
  'agreed_partial',
  'no_response',
  'expired',
  'not_received',
  'forwarded_unauthorised',
  'no_answer',
  'expired_document',
  'link_expired',
]);

const toneOf = ({ status, outcome }: Pick<Request, 'status' | 'outcome'>): Tone => {
  if (status === 'open') return 'wait';
  if (good.has(outcome ?? '')) return 'good';
  if (bad.has(outcome ?? '')) return 'bad';
  return warn.has(outcome ?? '') ? 'warn' : 'neutral';
};

/** Open, or how it ended. */
export const StateTag = ({ request }: { request: Pick<Request, 'status' | 'outcome'> }) => {
  const { t } = useTranslation('requests');
  const { status, outcome } = request;
  return (
    <Tag tone={toneOf(request)}>
      {status === 'open'
        ? t('states.open')
        : t(`outcomes.${outcome ?? 'closed'}`, { defaultValue: outcome ?? status })}
    </Tag>
  );
};
