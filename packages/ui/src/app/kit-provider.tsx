import { MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { Announcer } from '../language/announcer.tsx';
import { theme } from '../theme/theme.ts';

export interface KitProviderProps {
  /** For fixtures; people choose by their system or in the user's menu. */
  readonly scheme?: 'light' | 'dark';
  readonly children: ReactNode;
}

/**
 * The theme and the live region. Mantine's run-time style elements are off: the styles are files, so
 * the page needs no inline style in its policy.
 */
export function KitProvider({ scheme, children }: KitProviderProps) {
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
      withStaticClasses={false}
      {...(scheme ? { forceColorScheme: scheme } : {})}
    >
      <Announcer>{children}</Announcer>
    </MantineProvider>
  );
}
