const namespace = 'http://www.w3.org/2000/svg';

/** Outlines on a 24 × 24 grid; those in `filled` are filled shapes. */
const paths = {
  back: 'M15 5l-7 7 7 7',
  send: 'M3.400 20.400l17.800-7.600c.8-.4.8-1.400 0-1.800L3.400 3.600c-.6-.3-1.400.2-1.400.9v5.100c0 .6.4 1 .9 1.100l11.600 1.300-11.600 1.300c-.5.1-.9.5-.9 1.100v5.100c0 .7.8 1.200 1.400.9z',
  attach: 'M12 5v14M5 12h14',
  close: 'M6 6l12 12M18 6L6 18',
  search: 'M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13zm5-1.500L21 21',
  addPerson:
    'M10 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zm-7 9c.4-3.600 3.300-5.500 7-5.500 1.400 0 2.600.3 3.700.8M18 13.500v7M14.500 17h7',
  chevron: 'M7 10l5 5 5-5',
  reply: 'M10 6L4 12l6 6v-4c5 0 8 1.500 10 5 0-6-3.500-9.500-10-9.500V6z',
  copy: 'M9 9h10v11H9zM5 15V4h10',
  edit: 'M4 20l1-4.500L16.500 4l3.500 3.500L8.500 19zM14 6.500l3.500 3.500',
  bin: 'M4.500 7h15M9.500 7V4h5v3M6.500 7l1 13h9l1-13M10.300 11v5.500M13.700 11v5.500',
  forbidden: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM5.700 5.700l12.600 12.600',
  microphone:
    'M12 15a3.500 3.500 0 0 0 3.500-3.500v-5a3.500 3.500 0 0 0-7 0v5A3.500 3.500 0 0 0 12 15zM5.500 11.500a6.500 6.500 0 0 0 13 0M12 18v3.500',
  list: 'M4 7h2M9.500 7H20M4 12h2M9.500 12H20M4 17h2M9.500 17H20',
  link: 'M13 5h6v6M19 5l-9 9M17 14v5H5V7h5',
  document: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
  download: 'M12 4v11M7.500 11l4.500 4.500 4.500-4.500M5 20h14',
  check: 'M4.500 12.500l5 5L20 7',
  checks: 'M1.500 12.500l5 5L16.500 7M11 16.500l1 1L22.500 7',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.200l3.200 2',
  alert: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7.500v5.500M12 16.200v.3',
  pin: 'M12 21s7-6.500 7-11.500A7 7 0 0 0 5 9.500C5 14.500 12 21 12 21zM12 12a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.500 20.500c.5-4 3.700-6 7.500-6s7 2 7.500 6',
  verified:
    'M12 2l2.400 2 3.100-.2 1 3 2.600 1.700-.9 3 .9 3-2.600 1.700-1 3-3.100-.2L12 22l-2.400-2-3.100.2-1-3-2.600-1.700.9-3-.9-3 2.600-1.700 1-3 3.100.2zM10.700 16l6-6.100-1.400-1.400-4.600 4.700-2-2-1.400 1.400z',
  gem: 'M6.500 4h11L22 9.500 12 21 2 9.500zM2 9.500h20M8.500 9.500L12 21l3.500-11.500L12 4z',
} as const;
export type IconName = keyof typeof paths;

const filled = new Set<IconName>(['send', 'verified']);

/** A picture beside text; `label` makes it one that speaks for itself. */
export const icon = (name: IconName, label: string | null = null): SVGElement => {
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', `icon icon-${name}${filled.has(name) ? ' filled' : ''}`);
  if (label === null) svg.setAttribute('aria-hidden', 'true');
  else {
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', label);
  }
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', paths[name]);
  if (filled.has(name)) path.setAttribute('fill-rule', 'evenodd');
  svg.append(path);
  return svg;
};
