import { el } from './element.ts';
import { icon } from './icons.ts';

const colours = 8;

/** Initials on a colour that stays the same for a phone. */
export const avatarOf = (name: string, phone: string): HTMLElement => {
  const words = name
    .replace(/\(.*\)/, '')
    .trim()
    .split(/\s+/);
  const initials = [words[0], words.length > 1 ? words.at(-1) : '']
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('');
  const number = [...phone].reduce((sum, digit) => (sum * 31 + digit.charCodeAt(0)) % 9973, 7);
  return el('span', { class: `avatar avatar-${String(number % colours)}`, 'aria-hidden': 'true' }, initials);
};

export const businessAvatar = (): HTMLElement => {
  const avatar = el('span', { class: 'avatar avatar-business', 'aria-hidden': 'true' });
  avatar.append(icon('gem'));
  return avatar;
};
