import { openMenu } from './menu.ts';
import type { Words } from './words.ts';

/** What a person sends with one tap. */
export type Shared = 'voice' | 'sticker' | 'location' | 'contact';

/** What can be attached: files, or one of the ready-made things. */
export const openAttachMenu = (
  anchor: HTMLElement,
  words: Words,
  actions: { pickFiles(): void; share(what: Shared): void },
): void => {
  const share = (what: Shared) => () => {
    actions.share(what);
  };
  openMenu(anchor, words.attach, [
    { icon: 'document', label: words.files, act: actions.pickFiles },
    { icon: 'microphone', label: words.voice, act: share('voice') },
    { icon: 'pin', label: words.location, act: share('location') },
    { icon: 'person', label: words.contact, act: share('contact') },
    { icon: 'gem', label: words.sticker, act: share('sticker') },
  ]);
};
