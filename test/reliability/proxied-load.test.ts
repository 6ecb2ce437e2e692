/** Processes that are stopped, and a store that is overrun, while programs call through the proxy. */
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { expect } from 'chai';
import { collectEnds } from '../support/ends.ts';
import {
  longestOf,
  openProxyProcesses,
  type ProxyProcesses,
  proxiedUrl,
  statusesOf,
} from '../support/proxy-processes.ts';
import type { ServiceProcess } from '../support/service-process.ts';
import { until } from '../support/until.ts';
import { answerOk } from '../support/upstream.ts';

const level = 3;
const megabyte = Buffer.alloc(2 ** 20, 'x');

describe('the proxy under load', () => {
  const ends = collectEnds();
  let processes: ProxyProcesses;

  beforeEach(async () => {
    processes = ends.later(await openProxyProcesses(), ({ close }) => close());
  });
  afterEach(() => ends.all());

  const isNotReady = async ({ address }: ServiceProcess) =>
    (await fetch(`${address}/readyz`)).status === 503;
  const takesNothing = ({ address }: ServiceProcess) =>
    fetch(`${address}/healthz`).then(
      () => false,
      () => true,
    );
  /** Answers the calls of a store only when told to. */
  function holdBack(storeHash: string): () => void {
    const held: (() => void)[] = [];
    let open = false;
    processes.upstream.answer((req, res, asked) => {
      const answer = () => answerOk(req, res, asked);
      if (open || !asked.url.startsWith(`/stores/${storeHash}/`)) answer();
      else held.push(answer);
    });
    return () => {
      open = true;
      for (const answer of held) answer();
    };
  }

  describe('when a process is stopped by SIGTERM', () => {
    it('answers what is under way and what waits for a slot, and gives its slots back', async () => {
      const [service, other] = await Promise.all([processes.start(), processes.start()]);
      const held = await processes.connect('held', level);
      const calm = await processes.connect('calm', level);
      const letGo = holdBack('held');
      const pending = processes.calls(3 * level, service, held);
      await until('its slots are in use', () => processes.arrived('held').length === level);

      service.signal('SIGTERM');
      await until('it is not ready', () => isNotReady(service));
      expect((await processes.call(service, calm)).status, 'a late one').to.equal(200);
      await until('it takes no connection', () => takesNothing(service));
      letGo();
      expect(statusesOf(await pending)).to.deep.equal([200]);
      expect(await service.ended()).to.equal(0);

      const before = processes.arrived('held').length;
      const letGoAgain = holdBack('held');
      const next = processes.calls(level, other, held);
      // Long before a lease of the slots would be over.
      const allThere = () => processes.arrived('held').length === before + level;
      await until('all slots are to be had', allThere, 3_000);
      letGoAgain();
      expect(statusesOf(await next)).to.deep.equal([200]);
      expect((await processes.connections.find(held))?.lastUsedAt, 'last used').to.be.a('number');
    });

    it('brings bodies to their end, in both directions', async () => {
      const service = await processes.start();
      const connectionId = await processes.connect('bodies', level);
      const headers = { authorization: `Bearer ${processes.key}` };
      let finish: () => void = () => undefined;
      processes.upstream.answer((req, res, asked) => {
        if (asked.method === 'POST')
          return void req.once('end', () => res.end(String(asked.body().length)));
        res.write(megabyte);
        finish = () => void res.end(megabyte);
      });
      const down = await fetch(proxiedUrl(service, connectionId), { headers });
      const up = request(proxiedUrl(service, connectionId), { method: 'POST', headers });
      const answered = once(up, 'response') as Promise<[IncomingMessage]>;
      up.write(megabyte);
      await until('both have begun', () => processes.arrived('bodies').length === 2);

      service.signal('SIGTERM');
      await until('it takes no connection', () => takesNothing(service));
      finish();
      up.end(megabyte);
      expect((await down.arrayBuffer()).byteLength).to.equal(2 * megabyte.length);
      const [answer] = await answered;
      expect((await answer.toArray()).join('')).to.equal(String(2 * megabyte.length));
      expect(await service.ended()).to.equal(0);
    });

    it('fails no call that came before it was known to be stopping', async () => {
      const service = await processes.start();
      const busy = await processes.connect('busy', level);
      let stopping = false;
      const callOn = async () => {
        const answers = [];
        while (!stopping) answers.push(await processes.call(service, busy));
        return answers;
      };
      const callers = Array.from({ length: 4 * level }, callOn);
      await until('the load is there', () => processes.arrived('busy').length > 200);
      service.signal('SIGTERM');
      await until('it is not ready', () => isNotReady(service));
      stopping = true;
      expect(statusesOf((await Promise.all(callers)).flat())).to.deep.equal([200]);
      expect(await service.ended()).to.equal(0);
    });

    it('lets go of a caller who never pauses, after a whole answer', async () => {
      const service = await processes.start();
      const busy = await processes.connect('busy', level);
      const callOn = async () => {
        const answers = [];
        do answers.push((await processes.call(service, busy)).status);
        while (answers.at(-1) !== 0);
        return answers;
      };
      const answers = callOn();
      await until('the load is there', () => processes.arrived('busy').length > 20);
      const start = performance.now();
      service.signal('SIGTERM');
      expect(await service.ended()).to.equal(0);
      expect(performance.now() - start, 'milliseconds').to.be.lessThan(4_000);
      expect((await answers).slice(0, -1).every((status) => status === 200)).to.equal(true);
    });
  });

  it('keeps the storm of one store from another one, in all processes', async () => {
    const both = await Promise.all([processes.start(), processes.start()]);
    const stormy = await processes.connect('stormy', level);
    const calm = await processes.connect('calm', level);
    const callBoth = async (count: number, connectionId: string, maxWaitSeconds?: number) =>
      (
        await Promise.all(
          both.map((service) => processes.calls(count, service, connectionId, maxWaitSeconds)),
        )
      ).flat();
    const pauseMs = 400;
    const refusedAt: number[] = [];
    let storm = true;
    processes.upstream.answer((req, res, asked) => {
      if (!storm || !asked.url.startsWith('/stores/stormy/')) return answerOk(req, res, asked);
      refusedAt.push(performance.now());
      res.writeHead(429, { 'X-Rate-Limit-Time-Reset-Ms': String(pauseMs) });
      res.end();
    });
    const stormed = callBoth(60, stormy, 2);
    await until('the storm is there', () => refusedAt.length > 0);
    for (let round = 0; round < 10; round += 1) {
      const answers = await callBoth(5, calm);
      expect(statusesOf(answers)).to.deep.equal([200]);
      expect(longestOf(answers), 'milliseconds').to.be.lessThan(1_000);
    }
    expect(statusesOf(await stormed)).to.deep.equal([429]);
    expect(refusedAt).to.have.lengthOf.greaterThan(level);
    // As many as the level are on their way when BigCommerce says stop; then one for each pause.
    for (let nth = level; nth < refusedAt.length; nth += 1)
      expect(pauseBefore(refusedAt, nth)).to.be.greaterThan(pauseMs - 5);

    storm = false;
    expect(statusesOf(await callBoth(5, stormy))).to.deep.equal([200]);
  });
});

function pauseBefore(times: number[], nth: number): number {
  return (times[nth] ?? 0) - (times[nth - 1] ?? 0);
}
