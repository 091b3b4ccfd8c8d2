/** The answer of the browser as JSON, for the server to check. */
export type PasskeyAnswer = ReturnType<PublicKeyCredential['toJSON']>;

/**
 * Asks the browser for a passkey with the options of the server, both sides as JSON (WebAuthn 3,
 * sections 5.1.9 and 5.1.10). Throws the browser's own error when the person closes its window.
 *
 * @example const answer = await askPasskey(await callRoute(passkeyOptions, {}));
 */
export async function askPasskey(
  options: PublicKeyCredentialRequestOptionsJSON,
): Promise<PasskeyAnswer> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return jsonOf(await navigator.credentials.get({ publicKey }));
}

/** Makes a new passkey with the options of the server. */
export async function createPasskey(
  options: PublicKeyCredentialCreationOptionsJSON,
): Promise<PasskeyAnswer> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  return jsonOf(await navigator.credentials.create({ publicKey }));
}

/** Whether this browser can do it at all; without it the button stays away. */
export function passkeysWork(): boolean {
  return (
    typeof PublicKeyCredential === 'function' &&
    typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function'
  );
}

function jsonOf(credential: Credential | null): PasskeyAnswer {
  if (credential instanceof PublicKeyCredential) return credential.toJSON();
  throw new DOMException('no credential came back', 'NotAllowedError');
}
