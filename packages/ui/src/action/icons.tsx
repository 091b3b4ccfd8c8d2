import type { ReactNode } from 'react';

interface SignProps {
  /** In pixels at the usual size of text; default 18. */
  readonly size?: number;
}

/*
 * The few signs of the kit, drawn on a grid of 20 with a line of 1.6. They decorate words and are
 * hidden from screen readers; no sign stands alone for a meaning.
 */

export function CheckSign(props: SignProps) {
  return (
    <Drawing {...props}>
      <path d="m4.5 10.5 3.6 3.6 7.4-8.2" />
    </Drawing>
  );
}

export function CrossSign(props: SignProps) {
  return (
    <Drawing {...props}>
      <path d="m5 5 10 10M15 5 5 15" />
    </Drawing>
  );
}

export function WarningSign(props: SignProps) {
  return (
    <Drawing {...props}>
      <path d="M10 3.2 2.6 16.2h14.8z" />
      <path d="M10 8.2v3.6M10 14h.01" />
    </Drawing>
  );
}

export function StopSign(props: SignProps) {
  return (
    <Drawing {...props}>
      <circle cx="10" cy="10" r="7.2" />
      <path d="M10 6.4v4.4M10 13.6h.01" />
    </Drawing>
  );
}

export function InfoSign(props: SignProps) {
  return (
    <Drawing {...props}>
      <circle cx="10" cy="10" r="7.2" />
      <path d="M10 9.4v4.2M10 6.6h.01" />
    </Drawing>
  );
}

export function ClockSign(props: SignProps) {
  return (
    <Drawing {...props}>
      <circle cx="10" cy="10" r="7.2" />
      <path d="M10 5.8V10l2.8 1.8" />
    </Drawing>
  );
}

export function RunningSign(props: SignProps) {
  return (
    <Drawing {...props}>
      <path d="M16.4 8.4A6.8 6.8 0 0 0 4.6 6M3.6 11.6A6.8 6.8 0 0 0 15.4 14" />
      <path d="M4.4 2.8V6h3.2M15.6 17.2V14h-3.2" />
    </Drawing>
  );
}

export function DotSign(props: SignProps) {
  return (
    <Drawing {...props}>
      <circle cx="10" cy="10" r="3" />
    </Drawing>
  );
}

export function QuestionSign(props: SignProps) {
  return (
    <Drawing {...props}>
      <circle cx="10" cy="10" r="7.2" />
      <path d="M8 8a2 2 0 1 1 2.8 1.9c-.5.3-.8.6-.8 1.2M10 13.8h.01" />
    </Drawing>
  );
}

export function MenuSign(props: SignProps) {
  return (
    <Drawing {...props}>
      <path d="M3 5.5h14M3 10h14M3 14.5h14" />
    </Drawing>
  );
}

export function DownSign(props: SignProps) {
  return (
    <Drawing {...props}>
      <path d="m5.5 8 4.5 4.5L14.5 8" />
    </Drawing>
  );
}

export function RightSign(props: SignProps) {
  return (
    <Drawing {...props}>
      <path d="m8 5.5 4.5 4.5L8 14.5" />
    </Drawing>
  );
}

export function LeftSign(props: SignProps) {
  return (
    <Drawing {...props}>
      <path d="M12 5.5 7.5 10l4.5 4.5" />
    </Drawing>
  );
}

export function AscendingSign(props: SignProps) {
  return (
    <Drawing {...props}>
      <path d="M10 15V5M6 9l4-4 4 4" />
    </Drawing>
  );
}

export function DescendingSign(props: SignProps) {
  return (
    <Drawing {...props}>
      <path d="M10 5v10M6 11l4 4 4-4" />
    </Drawing>
  );
}

export function SortSign(props: SignProps) {
  return (
    <Drawing {...props}>
      <path d="m6.5 8 3.5-3.5L13.5 8M6.5 12l3.5 3.5 3.5-3.5" />
    </Drawing>
  );
}

export function CopySign(props: SignProps) {
  return (
    <Drawing {...props}>
      <rect x="7" y="7" width="9.5" height="9.5" rx="1.6" />
      <path d="M13 7V5.1A1.6 1.6 0 0 0 11.4 3.5H5.1a1.6 1.6 0 0 0-1.6 1.6v6.3A1.6 1.6 0 0 0 5.1 13H7" />
    </Drawing>
  );
}

export function LanguageSign(props: SignProps) {
  return (
    <Drawing {...props}>
      <circle cx="10" cy="10" r="7.2" />
      <path d="M2.8 10h14.4M10 2.8c2.2 2 3.2 4.4 3.2 7.2S12.2 15.2 10 17.2C7.8 15.2 6.8 12.8 6.8 10S7.8 4.8 10 2.8" />
    </Drawing>
  );
}

export function PersonSign(props: SignProps) {
  return (
    <Drawing {...props}>
      <circle cx="10" cy="6.8" r="3.2" />
      <path d="M3.6 16.6c.8-3 3.2-4.6 6.4-4.6s5.6 1.6 6.4 4.6" />
    </Drawing>
  );
}

export function PeopleSign(props: SignProps) {
  return (
    <Drawing {...props}>
      <circle cx="7.4" cy="7" r="2.8" />
      <path d="M2.2 15.8c.6-2.6 2.6-4 5.2-4s4.6 1.4 5.2 4M13 4.4a2.8 2.8 0 0 1 0 5.2M14.8 12.2c1.6.6 2.6 1.8 3 3.6" />
    </Drawing>
  );
}

export function BoardSign(props: SignProps) {
  return (
    <Drawing {...props}>
      <rect x="3" y="3.2" width="6" height="7" rx="1.2" />
      <rect x="11" y="3.2" width="6" height="4" rx="1.2" />
      <rect x="3" y="12.2" width="6" height="4.6" rx="1.2" />
      <rect x="11" y="9.2" width="6" height="7.6" rx="1.2" />
    </Drawing>
  );
}

export function ArchiveSign(props: SignProps) {
  return (
    <Drawing {...props}>
      <rect x="2.8" y="3.6" width="14.4" height="4" rx="1" />
      <path d="M4 7.6v7.6a1.2 1.2 0 0 0 1.2 1.2h9.6a1.2 1.2 0 0 0 1.2-1.2V7.6M8.2 10.8h3.6" />
    </Drawing>
  );
}

export function DocumentSign(props: SignProps) {
  return (
    <Drawing {...props}>
      <path d="M11.6 2.8H6a1.4 1.4 0 0 0-1.4 1.4v11.6A1.4 1.4 0 0 0 6 17.2h8a1.4 1.4 0 0 0 1.4-1.4V6.6z" />
      <path d="M11.6 2.8v3.8h3.8M7.6 10.4h4.8M7.6 13.4h4.8" />
    </Drawing>
  );
}

export function SettingsSign(props: SignProps) {
  return (
    <Drawing {...props}>
      <path d="M3 6h7M14 6h3M3 14h3M10 14h7M12 4.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6M8 12.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6" />
    </Drawing>
  );
}

export function LinkSign(props: SignProps) {
  return (
    <Drawing {...props}>
      <path d="M8.6 11.4a3 3 0 0 0 4.2 0l2.8-2.8a3 3 0 0 0-4.2-4.2l-.8.8M11.4 8.6a3 3 0 0 0-4.2 0l-2.8 2.8a3 3 0 0 0 4.2 4.2l.8-.8" />
    </Drawing>
  );
}

export function KeySign(props: SignProps) {
  return (
    <Drawing {...props}>
      <circle cx="6.8" cy="13.2" r="3.4" />
      <path d="m9.3 10.7 6.9-6.9M13.6 6.4l2.4 2.4M11.6 8.4l1.6 1.6" />
    </Drawing>
  );
}

export function UploadSign(props: SignProps) {
  return (
    <Drawing {...props}>
      <path d="M10 13V4M6.4 7.4 10 3.8l3.6 3.6M3.6 13v2.2a1.4 1.4 0 0 0 1.4 1.4h10a1.4 1.4 0 0 0 1.4-1.4V13" />
    </Drawing>
  );
}

export function DownloadSign(props: SignProps) {
  return (
    <Drawing {...props}>
      <path d="M10 3.6v9M6.4 9.2l3.6 3.6 3.6-3.6M3.6 13v2.2a1.4 1.4 0 0 0 1.4 1.4h10a1.4 1.4 0 0 0 1.4-1.4V13" />
    </Drawing>
  );
}

export function ShieldSign(props: SignProps) {
  return (
    <Drawing {...props}>
      <path d="M10 2.8 4 5v4.6c0 3.8 2.4 6.2 6 7.6 3.6-1.4 6-3.8 6-7.6V5z" />
    </Drawing>
  );
}

export function OutSign(props: SignProps) {
  return (
    <Drawing {...props}>
      <path d="M12.4 5.6V4.4A1.2 1.2 0 0 0 11.2 3.2H5.4a1.2 1.2 0 0 0-1.2 1.2v11.2a1.2 1.2 0 0 0 1.2 1.2h5.8a1.2 1.2 0 0 0 1.2-1.2v-1.2M8.4 10h8.8M14.6 7.2l2.8 2.8-2.8 2.8" />
    </Drawing>
  );
}

function Drawing({ size = 18, children }: SignProps & { readonly children: ReactNode }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}
