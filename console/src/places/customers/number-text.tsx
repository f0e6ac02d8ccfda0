import {
  ActionIcon,
  Anchor,
  Button,
  CopyButton,
  Group,
  Popover,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { CheckIcon, ClipboardIcon, EyeIcon, EyeSlashIcon, PhoneIcon } from '@heroicons/react/24/outline';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isMasked } from '../../parts/masked.ts';
import { useMay } from '../../parts/me.ts';
import type { Revealed, WantedNumbers } from './to-write.ts';
import { revealReasons, useReveal } from './whole-numbers.ts';

/** A number as this person is shown it: masked until they say why they look, whole until they hide it or leave the page. */
export const NumberText = ({
  number,
  whose,
  customerRef,
  wanted,
  pick,
  isPhone = false,
}: {
  number: string;
  /** For whoever hears the buttons. */
  whose: string;
  customerRef: string;
  wanted: WantedNumbers;
  /** The number in the answer; null: there is none any more. */
  pick: (answer: Revealed) => string | null;
  isPhone?: boolean;
}) => {
  const { t } = useTranslation('customers');
  const mayReveal = useMay('customers:reveal');
  // Of the masked number it was asked for: another one in its place is masked again.
  const [seen, setSeen] = useState<{ of: string; whole: string | null } | null>(null);
  const whole = seen?.of === number ? seen.whole : null;
  const text = whole ?? number;
  return (
    <Group gap={6} component="span" display="inline-flex">
      <Text size="sm" span className="tabular">
        <bdi dir="ltr">{text}</bdi>
      </Text>
      {isMasked(text) && mayReveal && (
        <WhyButton
          {...{ whose, customerRef, wanted }}
          show={(answer) => setSeen({ of: number, whole: pick(answer) })}
        />
      )}
      {!isMasked(text) && (
        <>
          {isPhone && (
            <ActionIcon component="a" href={`tel:${text}`} aria-label={t('numbers.call', { whose })}>
              <PhoneIcon width={16} />
            </ActionIcon>
          )}
          <CopyNumber number={text} whose={whose} />
        </>
      )}
      {whole !== null && (
        <ActionIcon aria-label={t('numbers.hide', { whose })} onClick={() => setSeen(null)}>
          <EyeSlashIcon width={16} />
        </ActionIcon>
      )}
    </Group>
  );
};

const CopyNumber = ({ number, whose }: { number: string; whose: string }) => {
  const { t } = useTranslation('customers');
  return (
    <CopyButton value={number} timeout={2_000}>
      {({ copied, copy }) => (
        <ActionIcon aria-label={t(copied ? 'numbers.copied' : 'numbers.copy', { whose })} onClick={copy}>
          {copied ? <CheckIcon width={16} /> : <ClipboardIcon width={16} />}
        </ActionIcon>
      )}
    </CopyButton>
  );
};

/** The eye: one press asks why, the next shows it. */
const WhyButton = ({
  whose,
  customerRef,
  wanted,
  show,
}: {
  whose: string;
  customerRef: string;
  wanted: WantedNumbers;
  show: (answer: Revealed) => void;
}) => {
  const { t } = useTranslation('customers');
  const [isOpen, setOpen] = useState(false);
  const reveal = useReveal(show);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus withinPortal>
      <Popover.Target>
        <Anchor
          component="button"
          type="button"
          size="xs"
          display="inline-flex"
          aria-label={t('numbers.showOf', { whose })}
          aria-busy={reveal.isPending}
          onClick={() => setOpen(!isOpen)}
        >
          <Group gap={4} component="span" display="inline-flex">
            <EyeIcon width={16} aria-hidden /> {t('numbers.show')}
          </Group>
        </Anchor>
      </Popover.Target>
      <Popover.Dropdown maw={320}>
        <Reasons
          isPending={reveal.isPending}
          choose={(reason, note) => reveal.mutate({ customerRef, wanted, reason, note })}
        />
      </Popover.Dropdown>
    </Popover>
  );
};

const Reasons = ({
  isPending,
  choose,
}: {
  isPending: boolean;
  choose: (reason: (typeof revealReasons)[number], note: string) => void;
}) => {
  const { t } = useTranslation('customers');
  const [note, setNote] = useState<string | null>(null);
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        {t('numbers.why')}
      </Text>
      <Text size="xs" c="dimmed" mb={4}>
        {t('numbers.recorded')}
      </Text>
      {revealReasons.map((reason) => (
        <Button
          key={reason}
          size="compact-sm"
          variant="default"
          disabled={isPending}
          aria-expanded={reason === 'other' ? note !== null : undefined}
          onClick={() => (reason === 'other' ? setNote(note ?? '') : choose(reason, ''))}
        >
          {t(`numbers.reasons.${reason}`)}
        </Button>
      ))}
      {note !== null && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (note.trim() !== '') choose('other', note);
          }}
        >
          <TextInput
            label={t('numbers.note')}
            description={t('numbers.noteText')}
            maxLength={200}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            data-autofocus
          />
          <Button type="submit" size="compact-sm" mt={6} loading={isPending} disabled={note.trim() === ''}>
            {t('numbers.show')}
          </Button>
        </form>
      )}
    </Stack>
  );
};
