const gapPixels = 4;
const marginPixels = 8;

/**
 * Puts an open popover under its button, ends aligned; above it where there is no room below, and
 * never outside the window.
 */
export function placeBelow(popover: HTMLElement, button: HTMLElement): void {
  const from = button.getBoundingClientRect();
  const size = popover.getBoundingClientRect();
  const below = from.bottom + gapPixels;
  const fits = below + size.height <= window.innerHeight - marginPixels;
  const top = fits ? below : Math.max(marginPixels, from.top - gapPixels - size.height);
  const farthest = window.innerWidth - size.width - marginPixels;
  const left = Math.min(
    Math.max(marginPixels, from.right - size.width),
    Math.max(marginPixels, farthest),
  );
  popover.style.top = `${top}px`;
  popover.style.left = `${left}px`;
}
