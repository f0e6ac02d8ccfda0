import {
  createTheme,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type MantineTheme,
} from '@mantine/core';

/** The one accent: the green of the jeweller's velvet. */
const accent: MantineColorsTuple = [
  '#edf8f3',
  '#d8efe4',
  '#b1dfca',
  '#86ceae',
  '#5fbf96',
  '#38a87c',
  '#1a8f69',
  '#0f7455',
  '#0b5d45',
  '#084836',
];

/** A dark that is nearly neutral, a breath of the accent in it. */
const dark: MantineColorsTuple = [
  '#e4e8e6',
  '#c2c9c6',
  '#a2aaa6',
  '#7d8682',
  '#565e5b',
  '#3a413e',
  '#2a302d',
  '#1c201e',
  '#161a18',
  '#101312',
];

/** The library's head of a dialog is a `header`, which a reader of screens would take for the one of the page. */
const headOfDialog = { header: { role: 'none' } };

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 7 },
  colors: { accent, dark },
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  headings: { fontFamily: "'Inter Variable', system-ui, sans-serif", fontWeight: '640' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Tooltip: {
      defaultProps: { openDelay: 250, withArrow: true, events: { hover: true, focus: true, touch: true } },
    },
    Modal: {
      defaultProps: {
        centered: true,
        radius: 'lg',
        overlayProps: { backgroundOpacity: 0.4, blur: 2 },
        attributes: headOfDialog,
      },
    },
    Drawer: { defaultProps: { attributes: headOfDialog } },
    Menu: { defaultProps: { shadow: 'md', radius: 'md', withinPortal: true } },
    Button: { defaultProps: { size: 'sm' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
  },
});

/** Softer greys of the library do not stand out enough on their ground for WCAG 2.2 AA (4.5 : 1). */
export const readable: CSSVariablesResolver = (_theme: MantineTheme) => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5a625e',
    '--mantine-color-placeholder': '#6b736f',
    '--mantine-color-error': '#b42318',
    '--mantine-color-anchor': 'var(--mantine-color-accent-8)',
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#191d1b',
    '--app-ground': '#f6f8f7',
    '--app-line': '#e3e8e5',
    '--app-hover': '#eef2f0',
    '--app-chosen': '#e3f1ea',
  },
  dark: {
    '--mantine-color-dimmed': '#a2aaa6',
    '--mantine-color-placeholder': '#8f9793',
    '--mantine-color-error': '#ff9a92',
    '--mantine-color-anchor': 'var(--mantine-color-accent-3)',
    '--mantine-color-body': '#171a19',
    '--mantine-color-text': '#e4e8e6',
    '--app-ground': '#111413',
    '--app-line': '#2a302d',
    '--app-hover': '#212624',
    '--app-chosen': '#17362b',
  },
});
