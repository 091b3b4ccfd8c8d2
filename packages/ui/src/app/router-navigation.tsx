import { useRouter, useRouterState } from '@tanstack/react-router';
import { type MouseEvent, type ReactNode, useMemo } from 'react';
import {
  type LinkProps,
  type Navigation,
  NavigationProvider,
} from '../page/navigation-context.tsx';

/**
 * Lets the kit move with the application's router. Stands in the root route, around everything.
 *
 * @example createRootRoute({ component: () => <RouterNavigation><Outlet /></RouterNavigation> })
 */
export function RouterNavigation({ children }: { readonly children: ReactNode }) {
  const router = useRouter();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const navigation = useMemo<Navigation>(() => {
    const base = (router.basepath ?? '/').replace(/\/$/, '');
    const address = (to: string) => `${base}${to}`;
    const go = (to: string) => router.history.push(address(to));
    const within = path.startsWith(`${base}/`) || path === base ? path.slice(base.length) : path;
    return {
      path: within === '' ? '/' : within,
      go,
      link: (props) => <RouterLink {...props} href={address(props.to)} go={go} />,
    };
  }, [router, path]);
  return <NavigationProvider value={navigation}>{children}</NavigationProvider>;
}

type RouterLinkProps = LinkProps & { readonly href: string; readonly go: (to: string) => void };

/** A plain press stays in the application; with a modifier the browser does what it always does. */
function RouterLink({ to, href, go, children, onClick, ...rest }: RouterLinkProps) {
  const press = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const plain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!plain || event.button !== 0 || event.defaultPrevented) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a href={href} onClick={press} {...rest}>
      {children}
    </a>
  );
}
