import { useMantineColorScheme } from '@mantine/core';
import { ActionMenu } from '../action/action-menu.tsx';
import { DownSign, OutSign, PersonSign } from '../action/icons.tsx';
import { useMessages } from '../language/messages-context.tsx';
import { useNavigation } from '../page/navigation-context.tsx';
import styles from './app-frame.module.css';

export interface FrameUser {
  readonly name: string;
  /** The role in words, in the language of the page. */
  readonly role?: string;
}

export interface UserMenuProps {
  readonly user: FrameUser;
  readonly accountTo?: string | undefined;
  readonly onSignOut: () => void;
}

/** Who is signed in; the own account, the look of the page, and the way out. */
export function UserMenu({ user, accountTo, onSignOut }: UserMenuProps) {
  const t = useMessages();
  const { go } = useNavigation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const looks = [
    { value: 'auto', label: t('frame.appearanceAuto') },
    { value: 'light', label: t('frame.appearanceLight') },
    { value: 'dark', label: t('frame.appearanceDark') },
  ] as const;
  return (
    <ActionMenu
      large
      name={t('frame.userMenu', { name: user.name })}
      heading={user.role ? `${user.name}, ${user.role}` : user.name}
      items={[
        ...(accountTo
          ? [{ label: t('frame.myAccount'), icon: <PersonSign />, run: () => go(accountTo) }]
          : []),
        ...looks.map(({ value, label }) => ({
          label: `${t('frame.appearance')}: ${label}`,
          chosen: colorScheme === value,
          run: () => setColorScheme(value),
        })),
        { label: t('frame.signOut'), icon: <OutSign />, run: onSignOut },
      ]}
    >
      <PersonSign />
      <span className={styles.wideOnly}>{user.name}</span>
      <span className={styles.wideOnly}>
        <DownSign size={14} />
      </span>
    </ActionMenu>
  );
}
