import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Folder of the schemas that the descriptions refer to, also for validating by hand. */
export const schemaFolder = fileURLToPath(new URL('./schemas/', import.meta.url));

const names = ['xml', 'rim', 'rs', 'lcm', 'query', 'xdsb', 'rmd'].map((name) => `${name}.xsd`);
const schemas = new Map(names.map((name) => [name, readFileSync(schemaFolder + name, 'utf8')]));

/**
 * A schema by its file name, its imports led to where the reader finds them; undefined where there is
 * none of that name. On disk they lie side by side.
 *
 * @example readSchema('rs.xsd', (file) => `${address}?xsd=${file}`)
 */
export function readSchema(
  name: string,
  schemaAddress: (file: string) => string,
): string | undefined {
  return schemas.get(name)?.replaceAll(/schemaLocation="([^"]+)"/g, (_whole, file: string) => {
    return `schemaLocation="${schemaAddress(file)}"`;
  });
}
