import type { RouteContract } from '@kartoteka/kernel';
import { describe, expect, it } from 'vitest';
import { createCaller } from '../src/client/call-route.ts';
import { contractSignIn } from '../src/sign-in/contract-sign-in.ts';

function route(method: RouteContract['method'], path: string): RouteContract {
  const anything = { _output: undefined, _input: undefined };
  return { method, path, summary: path, answer: anything };
}

const routes = {
  signIn: route('POST', '/portal/{account}/api/session'),
  beginPasskeySignIn: route('POST', '/portal/{account}/api/session/passkey/begin'),
  finishPasskeySignIn: route('POST', '/portal/{account}/api/session/passkey'),
  checkInvitation: route('POST', '/portal/{account}/api/invitation/check'),
  redeemInvitation: route('POST', '/portal/{account}/api/invitation'),
};

/** A server that lets `anna` in with `haslo` and the code `123456`. */
function server() {
  const sent: { path: string; body: Record<string, unknown> }[] = [];
  const problem = (code: string, status: number) =>
    new Response(JSON.stringify({ code, title: code, next: code }), {
      status,
      headers: { 'content-type': 'application/problem+json' },
    });
  const call = createCaller({
    language: () => 'pl',
    fetch: async (url, init) => {
      const body = JSON.parse(String(init?.body ?? '{}'));
      sent.push({ path: String(url), body });
      if (String(url).endsWith('/check')) {
        return Response.json({ name: 'Anna', loginName: null, passwordLengthMin: 12 });
      }
      if (String(url).endsWith('/invitation')) return Response.json({});
      if (body.password !== 'haslo') return problem('service.sign-in-refused', 401);
      if (body.code === undefined) return problem('service.code-needed', 401);
      return body.code === '123456' ? Response.json({}) : problem('service.sign-in-refused', 401);
    },
  });
  const calls = contractSignIn(call, routes, {
    params: { account: '0000000000005010' },
    invitations: true,
  });
  return { calls, sent };
}

describe('signing in over the routes of the service', () => {
  it('asks for a code when the server does, and sends both parts again beside it', async () => {
    const { calls, sent } = server();
    const first = await calls.withPassword({ login: 'anna', password: 'haslo' });
    expect(first).toEqual({ step: 'code' });
    expect(await calls.withCode({ code: '123456' })).toEqual({ step: 'done' });
    expect(sent[1]).toEqual({
      path: '/portal/0000000000005010/api/session',
      body: { login: 'anna', password: 'haslo', code: '123456' },
    });
  });

  it('sends a recovery code in the same place', async () => {
    const { calls, sent } = server();
    await calls.withPassword({ login: 'anna', password: 'haslo' });
    await expect(calls.withCode({ recoveryCode: 'k7qd-m2xw' })).rejects.toMatchObject({
      code: 'service.sign-in-refused',
    });
    expect(sent[1]?.body.code).toBe('k7qd-m2xw');
  });

  it('forgets the password once it is in', async () => {
    const { calls, sent } = server();
    await calls.withPassword({ login: 'anna', password: 'haslo' });
    await calls.withCode({ code: '123456' });
    await calls.withCode({ code: '123456' }).catch(() => undefined);
    expect(sent[2]?.body).toEqual({ code: '123456' });
  });

  it('passes a refusal on', async () => {
    const { calls } = server();
    await expect(calls.withPassword({ login: 'anna', password: 'x' })).rejects.toMatchObject({
      code: 'service.sign-in-refused',
    });
  });

  it('reads an invitation and redeems it', async () => {
    const { calls, sent } = server();
    expect(await calls.readInvitation?.('ABCD')).toEqual({ passwordLengthMin: 12 });
    const values = { code: 'ABCD', login: 'anna', password: 'twelve letters' };
    expect(await calls.redeemInvitation?.(values)).toEqual({ step: 'done' });
    expect(sent[1]).toEqual({ path: '/portal/0000000000005010/api/invitation', body: values });
  });

  it('offers no passkey where the browser has none', () => {
    expect(server().calls.withPasskey).toBeUndefined();
  });
});
