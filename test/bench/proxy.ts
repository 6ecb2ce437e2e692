/**
 * How fast the proxy is: `npm run bench`. The upstream alone, the smallest possible proxy and the
 * built service get the same load in turn, in one run on one machine, and the medians are compared.
 * Then 200 MB go through either way, and the service's memory is watched.
 */
import { cpus, totalmem } from 'node:os';
import { Readable } from 'node:stream';
import autocannon from 'autocannon';
import { type Side, type Sides, startSides } from './proxy-processes.ts';

const rounds = Number(process.env.ROUNDS ?? 5);
const seconds = Number(process.env.SECONDS ?? 4);
const megabytes = 200;

type Round = { perSecond: number; p50: number };

const sides = await startSides();
try {
  say(`${machine()}\n`);
  const many = await measure(sides, 32);
  const one = await measure(sides, 1);
  say(
    '\n|  | requests/s at 32 connections | of the upstream | of the bare proxy | median at 1 connection |',
  );
  say('|---|---:|---:|---:|---:|');
  for (const side of [sides.upstream, sides.bare, sides.connector]) {
    const speed = medianOf(many, side, 'perSecond');
    const share = (other: Side) => (speed / medianOf(many, other, 'perSecond')).toFixed(2);
    const ms = medianOf(one, side, 'p50').toFixed(2);
    say(
      `| ${side.name} | ${Math.round(speed)} | ${share(sides.upstream)} | ${share(sides.bare)} | ${ms} ms |`,
    );
  }
  const added = (other: Side) =>
    (medianOf(one, sides.connector, 'p50') - medianOf(one, other, 'p50')).toFixed(2);
  say(
    `\nAdded at the median: ${added(sides.upstream)} ms to the upstream, ${added(sides.bare)} ms to the bare proxy.`,
  );
  await moveMuch(sides.connector);
} finally {
  await sides.close();
}

function machine(): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpu?.model.trim()}, ${cpus().length} cores, ${memory} GB, Node ${process.version}`;
}

/** Every side in turn, in another order each round; the first round warms up and does not count. */
async function measure(all: Sides, connections: number): Promise<Map<Side, Round[]>> {
  const order = [all.upstream, all.bare, all.connector];
  const results = new Map<Side, Round[]>(order.map((side) => [side, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const side of order) {
      const result = await load(side, connections);
      if (round > 0) results.get(side)?.push(result);
    }
    order.push(...order.splice(0, 1));
    say(`${connections} connections, round ${round}: ${summary(results)}`);
  }
  return results;
}

function load({ url, headers, name }: Side, connections: number): Promise<Round> {
  const times: number[] = [];
  return new Promise((resolve, reject) => {
    const run = autocannon(
      { url, headers, connections, duration: seconds },
      (error, { requests, errors, non2xx }) => {
        if (error) return reject(error);
        if (errors > 0 || non2xx > 0)
          return reject(new Error(`${name}: ${errors} errors, ${non2xx} answers other than 2xx.`));
        resolve({ perSecond: requests.average, p50: median(times) });
      },
    );
    run.on('response', (_client, _status, _bytes, milliseconds) => times.push(milliseconds));
  });
}

function summary(results: Map<Side, Round[]>): string {
  return [...results]
    .map(([{ name }, done]) => {
      const last = done.at(-1);
      return `${name} ${last ? `${Math.round(last.perSecond)}/s ${last.p50.toFixed(2)} ms` : 'warm'}`;
    })
    .join(', ');
}

function medianOf(results: Map<Side, Round[]>, side: Side, what: keyof Round): number {
  return median((results.get(side) ?? []).map((round) => round[what]));
}

function median(numbers: number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** 200 MB down, then up, with the memory of the process before, after and at its highest. */
async function moveMuch({ url, headers, memory }: Side): Promise<void> {
  const mb = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MB`;
  const tell = async (what: string, before: number) => {
    const { now, peak } = await memory();
    say(
      `${megabytes} MB ${what}: resident ${mb(before)} before, ${mb(now)} after, ${mb(peak)} at the most so far`,
    );
  };
  let before = (await memory()).now;
  const down = await fetch(`${url}?megabytes=${megabytes}`, { headers });
  let received = 0;
  for await (const chunk of down.body ?? []) received += (chunk as Uint8Array).length;
  if (received !== megabytes * 2 ** 20) throw new Error(`Only ${received} bytes came down.`);
  await tell('down', before);

  before = (await memory()).now;
  const chunk = Buffer.alloc(64 * 1024, 'x');
  const body = Readable.toWeb(
    Readable.from(
      (function* () {
        for (let sent = 0; sent < megabytes * 2 ** 20; sent += chunk.length) yield chunk;
      })(),
    ),
  );
  const up = await fetch(url, { method: 'POST', headers, body, duplex: 'half' } as RequestInit);
  const { size } = (await up.json()) as { size: number };
  if (size !== megabytes * 2 ** 20) throw new Error(`Only ${size} bytes went up.`);
  await tell('up', before);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
