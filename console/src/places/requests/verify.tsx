import { Alert, Button, FileButton, List, Text } from '@mantine/core';
import { CheckBadgeIcon, ExclamationTriangleIcon, ShieldCheckIcon } from '@heroicons/react/24/outline';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { problemTitle } from '../../parts/states.tsx';
import { NotEvidence, verifyFile, type Checked } from './verify-file.ts';

/** Checks a file of evidence that somebody brings against its own hashes and against our record. */
export const Verify = ({ id }: { id: string }) => {
  const { t } = useTranslation('requests');
  const { t: tProblem } = useTranslation('parts');
  const check = useMutation({ mutationFn: verifyFile });
  return (
    <>
      <FileButton accept=".json,application/json" onChange={(file) => file && check.mutate(file)}>
        {(props) => (
          <Button
            {...props}
            variant="default"
            loading={check.isPending}
            leftSection={<ShieldCheckIcon width={18} />}
          >
            {t('verify.open')}
          </Button>
        )}
      </FileButton>
      <div role="status">
        {check.error !== null && (
          <Alert color="red" title={t('verify.failed')}>
            {check.error instanceof NotEvidence
              ? t('verify.notEvidence')
              : problemTitle(check.error, tProblem)}
          </Alert>
        )}
        {check.data !== undefined && <Outcome checked={check.data} id={id} />}
      </div>
    </>
  );
};

/** What is not as it was, in words. */
const faultsOf = ({ request, decisions }: Checked, id: string) => [
  ...(request.id === id ? [] : [{ key: 'otherRequest', of: request.id } as const]),
  ...(request.known ? [] : [{ key: 'unknownRequest', of: request.id } as const]),
  ...(request.asked ? [] : [{ key: 'asked', of: request.id } as const]),
  ...decisions.flatMap((one) => [
    ...(one.record === 'broken' ? [{ key: 'record', of: one.id } as const] : []),
    ...(one.content === 'broken' ? [{ key: 'content', of: one.id } as const] : []),
    ...(one.shown === 'broken' ? [{ key: 'shown', of: one.id } as const] : []),
    ...(one.ours === 'differs' ? [{ key: 'differs', of: one.id } as const] : []),
    ...(one.ours === 'unknown' ? [{ key: 'unknown', of: one.id } as const] : []),
  ]),
  ...request.missing.map((one) => ({ key: 'missing', of: one }) as const),
];

const Outcome = ({ checked, id }: { checked: Checked; id: string }) => {
  const { t } = useTranslation('requests');
  const faults = faultsOf(checked, id);
  const isRight = checked.intact && faults.length === 0;
  return (
    <Alert
      color={isRight ? 'accent' : 'red'}
      icon={isRight ? <CheckBadgeIcon /> : <ExclamationTriangleIcon />}
      title={t(isRight ? 'verify.intact' : 'verify.notIntact')}
    >
      {isRight ? (
        <Text size="sm">{t('verify.same', { count: checked.decisions.length })}</Text>
      ) : (
        <List size="sm">
          {faults.map(({ key, of }) => (
            <List.Item key={`${key} ${of}`}>{t(`verify.faults.${key}`, { id: of })}</List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
};
