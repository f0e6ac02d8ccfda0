import { ActionIcon, Button, Menu } from '@mantine/core';
import { ArrowDownTrayIcon } from '@heroicons/react/24/outline';

export interface Download {
  /** What the reader gets, in words. */
  name: string;
  /** A file of the API. */
  href: string;
  /** Left out: as the API names it. */
  filename?: string;
}

/** Files behind one button; `icon`: where there is no room for its words. */
export const DownloadMenu = ({
  label,
  files,
  look = 'button',
}: {
  label: string;
  files: readonly Download[];
  look?: 'button' | 'small' | 'icon';
}) => (
  <Menu position="bottom-end" trapFocus>
    <Menu.Target>
      {look === 'icon' ? (
        <ActionIcon aria-label={label}>
          <ArrowDownTrayIcon width={20} height={20} />
        </ActionIcon>
      ) : (
        <Button
          variant="default"
          {...(look === 'small' ? { size: 'compact-sm' } : {})}
          leftSection={<ArrowDownTrayIcon width={look === 'small' ? 16 : 18} />}
        >
          {label}
        </Button>
      )}
    </Menu.Target>
    <Menu.Dropdown>
      {files.map(({ name, href, filename = true }) => (
        <Menu.Item key={href} component="a" href={href} download={filename}>
          {name}
        </Menu.Item>
      ))}
    </Menu.Dropdown>
  </Menu>
);
