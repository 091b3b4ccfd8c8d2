/** Hands bytes to the browser as a file to save. */
export function saveFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  // Signs that end a name or a folder somewhere; the rest of the title stays.
  link.download = name.replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ').trim();
  link.click();
  // Browsers take the bytes at the press; the memory is given back after it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
