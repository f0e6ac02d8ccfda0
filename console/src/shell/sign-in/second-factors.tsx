import { Button, Code, Group, PinInput, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { signIn } from '../../api/sign-in.ts';
import { problemTitle } from '../../parts/states.tsx';
import { QrCode } from './qr-code.tsx';
import classes from './set-up-page.module.css';
import { useSetting } from '../../parts/use-setting.ts';

const Refusal = ({ problem }: { problem: unknown }) => {
  const { t } = useTranslation('parts');
  if (problem === null) return null;
  return (
    <Text size="sm" c="var(--mantine-color-error)" role="alert">
      {problemTitle(problem, t)}
    </Text>
  );
};

/** A code of six digits by an app on the phone. */
export const TotpPart = () => {
  const { t } = useTranslation();
  const begin = useSetting(() => signIn.beginTotp());
  const confirm = useSetting(signIn.confirmTotp, t('setUp.saved'));
  if (begin.data === undefined || confirm.isSuccess)
    return (
      <Stack gap="xs" align="flex-start">
        <Button variant="default" loading={begin.isPending} onClick={() => begin.mutate(undefined)}>
          {t('setUp.beginTotp')}
        </Button>
        <Refusal problem={begin.error} />
      </Stack>
    );
  const { uri, secret } = begin.data;
  return (
    <Group align="flex-start" gap="lg">
      <QrCode text={uri} label={t('setUp.qr')} />
      <Stack gap="xs" flex={1} miw={220}>
        <Text size="sm">{t('setUp.scan')}</Text>
        <Code fz="sm" style={{ overflowWrap: 'anywhere', userSelect: 'all' }}>
          {secret}
        </Code>
        <Text size="sm">{t('setUp.typeCode')}</Text>
        <PinInput
          length={6}
          type="number"
          oneTimeCode
          ariaLabel={t('signIn.digit')}
          disabled={confirm.isPending}
          error={confirm.isError}
          onComplete={(code) => confirm.mutate(code)}
        />
        <Refusal problem={confirm.error} />
      </Stack>
    </Group>
  );
};

/** Codes for the day the phone is lost: shown once, good once each. */
export const RecoveryPart = () => {
  const { t } = useTranslation();
  const make = useSetting(() => signIn.recoveryCodes());
  return (
    <Stack gap="sm" align="flex-start">
      {make.data !== undefined && (
        <>
          <ul className={classes.codes}>
            {make.data.codes.map((code) => (
              <li key={code}>{code}</li>
            ))}
          </ul>
          <Text size="sm" fw={550}>
            {t('setUp.keepCodes')}
          </Text>
        </>
      )}
      <Button variant="default" loading={make.isPending} onClick={() => make.mutate(undefined)}>
        {t('setUp.makeCodes')}
      </Button>
      <Refusal problem={make.error} />
    </Stack>
  );
};
