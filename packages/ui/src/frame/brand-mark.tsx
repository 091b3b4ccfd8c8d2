/** Cards in an index box: the product's own sign. */
export function BrandMark() {
  return (
    <svg width="26" height="26" viewBox="0 0 26 26" fill="none" aria-hidden="true">
      <rect x="1" y="1" width="24" height="24" rx="6" fill="var(--k-accent)" />
      <path d="M6.5 9.5h5l1.5-2h6.5v3" stroke="#fff" strokeWidth="1.6" strokeLinejoin="round" />
      <rect x="6.5" y="10.5" width="13" height="8.5" rx="1.2" stroke="#fff" strokeWidth="1.6" />
      <path d="M9.5 14h7M9.5 16.3h4" stroke="#fff" strokeWidth="1.4" strokeLinecap="round" />
    </svg>
  );
}
