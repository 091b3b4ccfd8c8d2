import { languageOf, Problem } from '@kartoteka/kernel';
import { languageCookie } from '@kartoteka/service';
import type { FastifyInstance } from 'fastify';
import type { CallDesk } from '../calls/call-desk.ts';
import type { FaultDesk } from '../faults/fault-desk.ts';
import type { Platform, SandboxAddresses } from '../platform.ts';
import type { WorldDesk } from '../worlds/world-desk.ts';
import { parseWorldName } from '../worlds/world-name.ts';
import { callPage, callsPage, callsPerPage } from './calls-pages.ts';
import { readMoment } from './clock-section.ts';
import { FieldFinding, type FormFailure, failureOf } from './form-failure.ts';
import { type BindPage, type PageAsked, type PageGiven, servePages } from './page-server.ts';
import { readFaultForm } from './read-fault-form.ts';
import { startPage } from './start-page.ts';
import { styleSheet } from './style-sheet.ts';
import { confirmedActions, confirmPage, worldsPage } from './worlds-page.ts';

export interface PagesOptions {
  readonly desk: WorldDesk;
  readonly calls: CallDesk;
  readonly faults: FaultDesk;
  readonly platforms: readonly Platform[];
  readonly addresses: SandboxAddresses;
}

/** The pages of the frame and of every platform, for people. */
export async function bindPages(server: FastifyInstance, options: PagesOptions): Promise<void> {
  server.get('/sandbox.css', async (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'max-age=300').send(styleSheet),
  );
  await servePages(server, options, (bind) => {
    bindStartPages(bind, options);
    bindCallPages(bind, options);
    bindWorldPages(bind, options);
    bindPlatformPages(bind, options);
  });
}

function bindStartPages(bind: BindPage, { desk, faults, platforms, addresses }: PagesOptions) {
  const show = async ({ frame, world }: PageAsked, failure?: FormFailure): Promise<PageGiven> => ({
    title: frame.say('sandbox.startHeading'),
    content: startPage(frame, {
      platforms: await Promise.all(
        platforms.map(async (platform) => ({
          platform,
          identities: (await platform.identities?.(world)) ?? [],
        })),
      ),
      addresses,
      clock: await desk.readTime(world.name),
      faults: { rules: await faults.list(world.name), platforms },
      failure,
    }),
    failure,
  });
  /** Does what a form of the start page asks, and shows the page again: as it is now, or with what is wrong. */
  const act = (work: (asked: PageAsked) => Promise<unknown>) => async (asked: PageAsked) => {
    try {
      await work(asked);
    } catch (thrown) {
      return show(asked, failureOf(thrown, asked.form, asked.frame.language));
    }
    return { redirect: `${asked.frame.base}/` };
  };
  bind('GET', '/', (asked) => show(asked));
  bind(
    'POST',
    '/clock',
    act(({ form, world, frame }) =>
      form.get('action') === 'machine'
        ? desk.setTime(world.name, { offsetMs: 0, frozen: false })
        : desk.setTime(world.name, {
            now: readMoment(frame.say, 'now', form.get('now') ?? ''),
            frozen: form.get('frozen') === 'yes',
          }),
    ),
  );
  bind(
    'POST',
    '/faults',
    act(async ({ form, world, frame }) => faults.add(world.name, readFaultForm(frame.say, form))),
  );
  bind(
    'POST',
    '/faults/off',
    act(({ world }) => faults.removeAll(world.name)),
  );
  bind(
    'POST',
    '/faults/{id}/off',
    act(({ world, params }) => removeFault(faults, world, params)),
  );
  bind('POST', '/language', ({ form, reply, frame }) => {
    reply.setCookie(languageCookie, languageOf(form.get('language')), {
      path: '/',
      sameSite: 'lax',
      maxAge: 31_536_000,
    });
    const back = form.get('back') ?? '/';
    // Only to a page of this server: `//elsewhere` would be another one.
    return { redirect: `${frame.base}${/^\/(?!\/|\\)[\w/.-]*$/.test(back) ? back : '/'}` };
  });
}

async function removeFault(
  faults: FaultDesk,
  world: { readonly name: Parameters<FaultDesk['remove']>[0] },
  { id = '' }: Readonly<Record<string, string>>,
): Promise<number> {
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new Problem('sandbox.fault-unknown');
  return faults.remove(world.name, id);
}

function bindCallPages(bind: BindPage, { calls, platforms }: PagesOptions) {
  const list = async ({ frame, world }: PageAsked, typed: URLSearchParams): Promise<PageGiven> => {
    const filter = {
      platform: typed.get('platform') || undefined,
      text: typed.get('text')?.slice(0, 200) || undefined,
      brokenOnly: typed.get('broken') === 'yes',
      faultOnly: typed.get('fault') === 'yes',
    };
    const page = Math.min(100_000, Math.max(1, Number.parseInt(typed.get('page') ?? '1', 10) || 1));
    const found = await calls.search(world.name, filter, { page, pageSize: callsPerPage });
    return {
      title: frame.say('sandbox.callsHeading'),
      content: callsPage(frame, { platforms, filter, page, ...found }),
    };
  };
  const find = ({ world, params }: PageAsked) => {
    if (!/^\d{1,15}$/.test(params.id ?? '')) throw new Problem('sandbox.call-unknown');
    return calls.read(world.name, Number(params.id));
  };
  const bytes = (body: Uint8Array, saveAs: string) => ({
    bytes: body,
    contentType: 'application/octet-stream',
    saveAs,
  });
  // The address names platforms and switches only; what is searched for comes in the body.
  bind('GET', '/calls', (asked) =>
    list(asked, new URLSearchParams({ platform: asked.query.get('platform') ?? '' })),
  );
  bind('POST', '/calls', (asked) => list(asked, asked.form));
  bind('GET', '/calls/{id}', async (asked) => {
    const call = await find(asked);
    const platform = platforms.find(({ id }) => id === call.platform);
    return {
      title: asked.frame.say('sandbox.callNumber', { id: call.id }),
      content: callPage(asked.frame, call, platform),
    };
  });
  bind('GET', '/calls/{id}/request', async (asked) =>
    bytes((await find(asked)).request_body, `call-${asked.params.id}-request.bin`),
  );
  bind('GET', '/calls/{id}/answer', async (asked) =>
    bytes((await find(asked)).answer_body, `call-${asked.params.id}-answer.bin`),
  );
}

function bindWorldPages(bind: BindPage, { desk, calls }: PagesOptions) {
  const show = async ({ frame, world }: PageAsked, failure?: FormFailure): Promise<PageGiven> => ({
    title: frame.say('sandbox.worldsHeading'),
    content: worldsPage(frame, {
      worlds: await desk.list(),
      snapshots: await desk.snapshots(world.name),
      failure,
    }),
    failure,
  });
  const act =
    (work: (asked: PageAsked) => Promise<string | undefined>) => async (asked: PageAsked) => {
      try {
        return { redirect: (await work(asked)) ?? `${asked.frame.base}/worlds` };
      } catch (thrown) {
        return show(asked, failureOf(thrown, asked.form, asked.frame.language));
      }
    };
  const snapshotOf = (typed: string | undefined, { frame }: PageAsked): string => {
    const name = (typed ?? '').trim();
    if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/.test(name)) return name;
    throw new FieldFinding('snapshot', frame.say('sandbox.snapshotNameUnreadable'));
  };
  bind('GET', '/worlds', (asked) => show(asked));
  bind(
    'POST',
    '/worlds',
    act(async ({ form, frame }) => {
      const typed = (form.get('world') ?? '').trim();
      const name = parseWorldName(typed);
      if (!name) throw new FieldFinding('world', frame.say('sandbox.worldNewHint'));
      await desk.create(name);
      return `/w/${name}/worlds`;
    }),
  );
  bind(
    'POST',
    '/snapshots',
    act(async (asked) => {
      await desk.save(asked.world.name, snapshotOf(asked.form.get('snapshot') ?? '', asked));
      return undefined;
    }),
  );
  bind(
    'POST',
    '/snapshots/{name}',
    act(async (asked) => {
      const name = snapshotOf(asked.params.name, asked);
      if (asked.form.get('action') === 'forget') await desk.forget(asked.world.name, name);
      else await desk.restore(asked.world.name, name);
      return undefined;
    }),
  );
  const actionOf = (typed: string | null) => {
    const action = confirmedActions.find((one) => one === typed);
    if (!action) throw new Problem('service.not-found');
    return action;
  };
  bind('GET', '/confirm', ({ frame, query }) => confirmPage(frame, actionOf(query.get('action'))));
  bind(
    'POST',
    '/confirm',
    act(async ({ form, world, frame }) => {
      const action = actionOf(form.get('action'));
      if (action === 'reset') await desk.reset(world.name);
      else if (action === 'delete') await desk.remove(world.name);
      else await calls.empty(world.name);
      if (action === 'empty') return `${frame.base}/calls`;
      return action === 'delete' ? '/worlds' : undefined;
    }),
  );
}

function bindPlatformPages(bind: BindPage, { platforms }: PagesOptions) {
  for (const { id, pages } of platforms) {
    for (const page of pages ?? []) {
      if (!page.path.startsWith(`/${id}`)) throw new Error(`${page.path} is not below /${id}`);
      bind(page.method, page.path, ({ frame, world, request }) =>
        page.answer({ world, request, base: frame.base, language: frame.language }),
      );
    }
  }
}
