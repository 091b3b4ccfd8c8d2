import { type AnchorHTMLAttributes, createContext, type ReactNode, useContext } from 'react';

export interface LinkProps
  extends Pick<AnchorHTMLAttributes<HTMLAnchorElement>, 'className' | 'onClick' | 'aria-current'> {
  /** An address inside the application, with its search part. */
  readonly to: string;
  readonly children: ReactNode;
}

/** How the kit moves between pages: the router of the application, or plain addresses without one. */
export interface Navigation {
  readonly path: string;
  readonly go: (to: string) => void;
  readonly link: (props: LinkProps) => ReactNode;
}

const NavigationContext = createContext<Navigation>({
  path: '/',
  go: () => undefined,
  link: ({ to, children, ...rest }) => (
    <a href={to} {...rest}>
      {children}
    </a>
  ),
});

export const NavigationProvider = NavigationContext.Provider;

/** Where the reader is and how to go elsewhere. */
export function useNavigation(): Navigation {
  return useContext(NavigationContext);
}

/**
 * A link inside the application.
 *
 * @example <TextLink to="/patients">{t('menu.patients')}</TextLink>
 */
export function TextLink(props: LinkProps) {
  return useNavigation().link(props);
}
