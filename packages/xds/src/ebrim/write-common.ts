import type { XmlMarkup } from '@kartoteka/xml';
import type { RegistryObject } from '../model/registry-object.ts';
import { statusUrn } from '../vocabulary/status.ts';
import { type PartsOwner, writeIdentifier } from './write-parts.ts';

/** The attributes that every registry object has. */
export function commonAttributesOf(object: RegistryObject) {
  return {
    id: object.id,
    home: object.home,
    lid: object.lid,
    status: object.status && statusUrn(object.status),
  };
}

export function writeExtraIdentifiers(
  owner: PartsOwner,
  object: RegistryObject,
): (XmlMarkup | undefined)[] {
  return object.extraIdentifiers.map(({ scheme, value, name }) =>
    writeIdentifier(owner, scheme, value, name),
  );
}
