/** What was dropped or chosen, as files with the names under which they are told. */
export interface FoundFile {
  /** With its folders, where it came out of one. */
  readonly path: string;
  readonly file: File;
}

/** How many files one go takes; a folder of years is brought in over the command line. */
export const filesMax = 2_000;

export interface FoundFiles {
  readonly files: readonly FoundFile[];
  /** There were more than `filesMax`. */
  readonly cut: boolean;
}

/** Files of a file dialog, of single files or of a folder. */
export function filesOfInput(list: FileList | null): FoundFiles {
  const files = [...(list ?? [])].map((file) => ({
    path: file.webkitRelativePath || file.name,
    file,
  }));
  return { files: files.slice(0, filesMax), cut: files.length > filesMax };
}

/**
 * Files of a drop, folders walked through. The list of a drop is empty after the event, so its entries
 * are taken at once and read afterwards.
 */
export async function filesOfDrop(transfer: DataTransfer): Promise<FoundFiles> {
  const entries = [...transfer.items].flatMap((item) => {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null;
    return entry ? [entry] : [];
  });
  if (entries.length === 0) return filesOfInput(transfer.files);
  const files: FoundFile[] = [];
  for (const entry of entries) {
    for await (const found of walk(entry)) {
      if (files.length === filesMax) return { files, cut: true };
      files.push(found);
    }
  }
  return { files, cut: false };
}

async function* walk(entry: FileSystemEntry): AsyncGenerator<FoundFile> {
  if (entry.isFile) {
    const file = await fileOf(entry as FileSystemFileEntry);
    yield { path: entry.fullPath.replace(/^\//, ''), file };
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // Browsers hand out a folder in portions; an empty one is the end.
  for (let some = await portion(reader); some.length > 0; some = await portion(reader)) {
    for (const inner of some) yield* walk(inner);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

function portion(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}
