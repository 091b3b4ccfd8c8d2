const forgetAfterMs = 60_000;

/** Hands bytes to the browser to be saved under a name. */
export function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads the address after the press; it is given up when it surely has.
  setTimeout(() => URL.revokeObjectURL(address), forgetAfterMs);
}
