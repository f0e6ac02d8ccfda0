import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { lazy, Suspense, useEffect } from 'react';
import { useKeys } from '../parts/keys.ts';

const loadBox = () => import('./command-box.tsx');
const CommandBox = lazy(() => loadBox().then(({ CommandBox: box }) => ({ default: box })));
const KeysHelp = lazy(() => import('./keys-help.tsx').then(({ KeysHelp: help }) => ({ default: help })));

const openers = { commands: new Set<() => void>(), keys: new Set<() => void>() };
const openAll = (name: keyof typeof openers) => (): void => {
  for (const open of openers[name]) open();
};

export const openCommands = openAll('commands');
export const openKeys = openAll('keys');

const useOpener = (name: keyof typeof openers, open: () => void): void => {
  useEffect(() => {
    openers[name].add(open);
    return () => void openers[name].delete(open);
  }, [name, open]);
};

/** After this, in ms, the page is at rest even on a slow machine. */
const restMs = 1_500;

/** `Ctrl/⌘ K` and `?`. Their boxes are not part of the first load. */
export const CommandKeys = () => {
  const [isBox, box] = useDisclosure(false);
  const [isHelp, help] = useDisclosure(false);
  useOpener('commands', box.open);
  useOpener('keys', help.open);
  useHotkeys([['mod+K', box.toggle]], []);
  useKeys({ '?': help.open });
  // Whoever knows the keys types on at once: what is typed before the box is there would be lost.
  useEffect(() => {
    const timer = setTimeout(() => void loadBox().catch(() => undefined), restMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Suspense fallback={null}>
      {isBox && <CommandBox close={box.close} />}
      {isHelp && <KeysHelp close={help.close} />}
    </Suspense>
  );
};
