import {
  Alert,
  Anchor,
  Button,
  Divider,
  PasswordInput,
  PinInput,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { FingerPrintIcon } from '@heroicons/react/24/outline';
import type { TFunction } from 'i18next';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../api/problem.ts';
import { signIn, type SecondFactor, type SignInStep } from '../../api/sign-in.ts';
import { answerByPasskey } from '../../parts/passkey.ts';
import { problemTitle } from '../../parts/states.tsx';
import { offerQuery } from '../../parts/sign-in-offer.ts';

/** The token of a one-time link, taken out of the address at once: it is not to stay in the history. */
const takeToken = (): string | null => {
  const token = /^#token=([\w.~-]+)$/.exec(window.location.hash)?.[1] ?? null;
  if (token !== null)
    window.history.replaceState(null, '', window.location.pathname + window.location.search);
  return token;
};

const problems = ['refused', 'slowed', 'unavailable'] as const;
const secondFactors: readonly SecondFactor[] = ['totp', 'passkey', 'recovery-code'];

/** What the company's own sign-in left: who is half in, with which second factors; null: nobody. */
const factorsIn = (said: unknown): readonly SecondFactor[] | null => {
  const told = typeof said === 'string' ? said.split('.') : [];
  const known = secondFactors.filter((one) => told.includes(one));
  return known.length === 0 ? null : known;
};

/** Every way in. `done` is called when one is in; `true`: a password and a second factor are to be made first. */
export const SignInCard = ({
  done,
  elsewhere = {},
}: {
  done: (toSetUp: boolean) => void;
  /** What came of the company's own sign-in, as the address of the page says. */
  elsewhere?: { problem?: unknown; factors?: unknown };
}) => {
  const { t } = useTranslation('parts');
  const [methods, setMethods] = useState(() => factorsIn(elsewhere.factors));
  const problem = problems.find((one) => one === elsewhere.problem);
  const step = useMutation({
    mutationFn: (take: () => Promise<SignInStep>) => take(),
    onSuccess: (answer) => {
      if (answer.next === 'second-factor') setMethods(answer.methods);
      else done(answer.next === 'set-up');
    },
  });
  const token = useRef<string | null | undefined>(undefined);
  const { mutate } = step;
  useEffect(() => {
    if (token.current !== undefined) return;
    const taken = takeToken();
    token.current = taken;
    if (taken !== null) mutate(() => signIn.byLink(taken));
  }, [mutate]);
  return (
    <Stack gap="md">
      {problem !== undefined && step.isIdle && (
        <Alert color="red" variant="light" role="alert">
          <Text size="sm" c="var(--mantine-color-text)">
            {t(`signIn.oidc.${problem}`)}
          </Text>
        </Alert>
      )}
      {step.isError && (
        <Alert color="red" variant="light" role="alert">
          <Text size="sm" c="var(--mantine-color-text)">
            {refusalOf(step.error, t)}
          </Text>
        </Alert>
      )}
      {methods === null ? (
        <FirstFactor step={step} />
      ) : (
        <SecondFactorForm step={step} methods={methods} back={() => setMethods(null)} />
      )}
    </Stack>
  );
};

const refusalOf = (problem: unknown, t: TFunction<'parts'>): string =>
  problem instanceof ApiProblem && problem.status === 401 ? t('signIn.wrong') : problemTitle(problem, t);

interface Step {
  mutate: (take: () => Promise<SignInStep>) => void;
  isPending: boolean;
}

/** By a passkey: alone, which is enough, or after the password. */
const byPasskey =
  ({ mutate }: Step, order: { secondFactor: boolean }) =>
  () =>
    mutate(async () => signIn.byPasskey(await answerByPasskey(await signIn.passkeyOptions(order))));

const FirstFactor = ({ step }: { step: Step }) => {
  const { t } = useTranslation();
  const offer = useQuery(offerQuery).data;
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const passkey = byPasskey(step, { secondFactor: false });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    step.mutate(() => signIn.byPassword(email.trim(), password));
  };
  return (
    <>
      {offer?.secure === false && (
        <Alert variant="light" color="yellow" role="note">
          <Text size="sm" c="var(--mantine-color-text)">
            {t('signIn.notSecure')}
          </Text>
        </Alert>
      )}
      {offer?.demo === true && (
        <Alert variant="light" color="accent" title={t('signIn.demoTitle')}>
          <Text size="sm" c="var(--mantine-color-text)">
            {t('signIn.demoText')}
          </Text>
        </Alert>
      )}
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            label={t('signIn.email')}
            type="email"
            autoComplete="username webauthn"
            required
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('signIn.password')}
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
          />
          <Button type="submit" size="md" loading={step.isPending} mt="xs">
            {t('signIn.title')}
          </Button>
        </Stack>
      </form>
      {(offer?.passkeys === true || (offer?.oidc ?? null) !== null) && <Divider label={t('signIn.or')} />}
      {offer?.passkeys === true && (
        <Button variant="default" size="md" leftSection={<FingerPrintIcon width={20} />} onClick={passkey}>
          {t('signIn.passkey')}
        </Button>
      )}
      {offer?.oidc && (
        <Button component="a" href={offer.oidc.startPath} variant="default" size="md">
          {t('signIn.oidc', { name: offer.oidc.name })}
        </Button>
      )}
    </>
  );
};

const SecondFactorForm = ({
  step,
  methods,
  back,
}: {
  step: Step;
  methods: readonly SecondFactor[];
  back: () => void;
}) => {
  const { t } = useTranslation();
  const [way, setWay] = useState<SecondFactor>(methods.includes('totp') ? 'totp' : (methods[0] ?? 'totp'));
  const [recovery, setRecovery] = useState('');
  const passkey = byPasskey(step, { secondFactor: true });
  return (
    <Stack gap="md">
      {way === 'totp' && (
        <Stack gap="xs">
          <Text size="sm" id="totp-label">
            {t('signIn.totp')}
          </Text>
          <PinInput
            length={6}
            type="number"
            oneTimeCode
            autoFocus
            size="md"
            aria-labelledby="totp-label"
            ariaLabel={t('signIn.digit')}
            disabled={step.isPending}
            onComplete={(code) => step.mutate(() => signIn.byTotp(code))}
          />
        </Stack>
      )}
      {way === 'recovery-code' && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            step.mutate(() => signIn.byRecoveryCode(recovery.trim()));
          }}
        >
          <TextInput
            label={t('signIn.recovery')}
            value={recovery}
            onChange={(event) => setRecovery(event.currentTarget.value)}
            autoComplete="off"
            required
            mb="sm"
          />
          <Button type="submit" fullWidth loading={step.isPending}>
            {t('signIn.goOn')}
          </Button>
        </form>
      )}
      {way === 'passkey' && (
        <Button leftSection={<FingerPrintIcon width={20} />} onClick={passkey} loading={step.isPending}>
          {t('signIn.passkey')}
        </Button>
      )}
      {methods
        .filter((one) => one !== way)
        .map((one) => (
          <Anchor key={one} component="button" size="sm" ta="left" onClick={() => setWay(one)}>
            {t(`signIn.ways.${one}`)}
          </Anchor>
        ))}
      <Anchor component="button" size="sm" ta="left" onClick={back}>
        {t('signIn.back')}
      </Anchor>
    </Stack>
  );
};
