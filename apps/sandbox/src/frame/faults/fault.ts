import type { Texts } from '@kartoteka/kernel';

/** What the frame does by itself to every call over HTTP. Other listeners realise those they declare. */
export const genericFaults = [
  'slow',
  'status',
  'time-out',
  'cut-before',
  'cut-during',
  'maintenance',
  'clock-skew',
] as const;

/** What only a platform can do; each declares which of them it knows. */
export const platformFaults = ['bad-signature', 'lost-session', 'expired-certificate'] as const;

export const faultKinds = [...genericFaults, ...platformFaults] as const;
export type GenericFault = (typeof genericFaults)[number];
export type PlatformFault = (typeof platformFaults)[number];
export type FaultKind = (typeof faultKinds)[number];

/** A fault with its numbers. */
export interface Fault {
  readonly kind: FaultKind;
  /** `slow`: how long the answer waits. `clock-skew`: how far the platform's clock is off. */
  readonly ms?: number;
  /** `status`: what is answered. */
  readonly status?: number;
}

/** A fault of one call, and who asked for it: a rule of the world, or the call's own header. */
export interface AppliedFault extends Fault {
  readonly by: 'rule' | 'header';
  readonly rule?: string;
}

/** The call whose fault is decided. */
export interface FaultQuestion {
  readonly platform: string;
  readonly operation: string;
  /** Only rules of this kind are meant. */
  readonly only?: FaultKind;
  /** Rules of this kind are not meant. */
  readonly never?: FaultKind;
}

export const faultLimits = {
  /** A slow answer waits at most so long. */
  slowMsMax: 600_000,
  /** A year in either direction. */
  skewMsMax: 366 * 86_400_000,
  /** An answer that never comes is given up after so long, so that nothing hangs for ever. */
  heldMsMax: 600_000,
} as const;

export const faultDefaults = { slowMs: 2_000, skewMs: 3_600_000, status: 503 } as const;

export const faultNames: Readonly<Record<FaultKind, Texts>> = {
  slow: { pl: 'powolna odpowiedź', hu: 'lassú válasz', en: 'slow answer' },
  status: { pl: 'błąd serwera (5xx)', hu: 'kiszolgálóhiba (5xx)', en: 'server error (5xx)' },
  'time-out': {
    pl: 'wykonane, ale bez odpowiedzi',
    hu: 'elvégezve, de válasz nélkül',
    en: 'done, but never answered',
  },
  'cut-before': {
    pl: 'połączenie zerwane przed wykonaniem',
    hu: 'a kapcsolat a művelet előtt megszakad',
    en: 'connection cut before the work',
  },
  'cut-during': {
    pl: 'połączenie zerwane w środku odpowiedzi',
    hu: 'a kapcsolat a válasz közben megszakad',
    en: 'connection cut within the answer',
  },
  maintenance: { pl: 'prace serwisowe', hu: 'karbantartás', en: 'maintenance' },
  'clock-skew': {
    pl: 'przesunięty zegar platformy',
    hu: 'elállított óra a platformon',
    en: "the platform's clock is off",
  },
  'bad-signature': { pl: 'błędny podpis', hu: 'hibás aláírás', en: 'bad signature' },
  'lost-session': { pl: 'utracona sesja', hu: 'elveszett munkamenet', en: 'lost session' },
  'expired-certificate': {
    pl: 'certyfikat po terminie',
    hu: 'lejárt tanúsítvány',
    en: 'expired certificate',
  },
};

/** Whether the frame applies a kind by itself. */
export function isGeneric(kind: FaultKind): kind is GenericFault {
  return genericFaults.some((one) => one === kind);
}
