import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import './base.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { queries } from './queries.ts';
import { router } from './router.tsx';
import { styleNonce } from './style-nonce.ts';
import { readable, theme } from './theme.ts';

/** Short words at the edge: nobody waits for them at the start. */
const Notifications = lazy(() =>
  import('@mantine/notifications').then(({ Notifications: list }) => ({ default: list })),
);

const nonce = (): string => styleNonce;

export const App = () => (
  <MantineProvider
    theme={theme}
    cssVariablesResolver={readable}
    defaultColorScheme="auto"
    getStyleNonce={nonce}
  >
    <QueryClientProvider client={queries}>
      <Suspense fallback={null}>
        <Notifications position="bottom-right" limit={4} />
      </Suspense>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </MantineProvider>
);
