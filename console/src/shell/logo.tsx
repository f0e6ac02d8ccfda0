/** The mark: an M whose strokes meet. */
export const Logo = ({ size = 28 }: { size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden focusable="false">
    <rect width="32" height="32" rx="8" fill="var(--mantine-color-accent-7)" />
    <path
      d="M8 22V10.5l5.2 7.2L16 13.6l2.8 4.1L24 10.5V22"
      fill="none"
      stroke="#fff"
      strokeWidth="2.6"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </svg>
);
