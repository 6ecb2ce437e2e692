/** Three Redis masters that share the slots of one cluster. */
import { freePort } from './free-port.ts';
import { type RedisServer, startRedisServer } from './redis-server.ts';
import { until } from './until.ts';

const slots = ['0 5460', '5461 10922', '10923 16383'];

export type RedisCluster = {
  /** As REDIS_URL takes it. */
  urls: string;
  servers: RedisServer[];
  /** The slot of a key, and the master that has it. */
  placeOf(key: string): Promise<{ slot: number; node: RedisServer }>;
  /** Adds a replica of a master, and waits until it follows. */
  addReplica(master: RedisServer): Promise<RedisServer>;
  remove(): Promise<void>;
};

export async function startRedisCluster(): Promise<RedisCluster> {
  const started: RedisServer[] = [];
  const remove = async () => {
    for (const server of started.splice(0)) await server.remove();
  };
  const join = async (first?: RedisServer) => {
    const busPort = await freePort();
    const settings = ['--cluster-enabled', 'yes', '--cluster-port', String(busPort)];
    const server = await startRedisServer([...settings, '--cluster-node-timeout', '2000']);
    started.push(server);
    await first?.say(`CLUSTER MEET 127.0.0.1 ${server.port} ${busPort}`);
    return server;
  };
  try {
    for (const range of slots) {
      const server = await join(started[0]);
      await server.say(`CLUSTER ADDSLOTSRANGE ${range}`);
    }
    const servers = [...started];
    for (const server of servers) await until('the cluster is whole', () => isWhole(server));
    return {
      urls: servers.map(({ url }) => url).join(','),
      servers,
      placeOf: (key) => placeOf(servers, key),
      addReplica: async (master) => follow(await join(master), master),
      remove,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function isWhole(server: RedisServer): Promise<boolean> {
  const info = await server.say('CLUSTER INFO');
  return info.includes('cluster_state:ok') && info.includes('cluster_known_nodes:3');
}

async function placeOf(servers: RedisServer[], key: string) {
  const slot = Number((await servers[0]?.say(`CLUSTER KEYSLOT ${key}`))?.slice(1));
  const at = slots.findIndex((range) => slot <= Number(range.split(' ')[1]));
  const node = servers[at];
  if (!node) throw new Error(`No node has the slot ${slot}.`);
  return { slot, node };
}

async function follow(replica: RedisServer, master: RedisServer): Promise<RedisServer> {
  const [, id = ''] = (await master.say('CLUSTER MYID')).split('\r\n');
  await until('the replica may follow', async () =>
    (await replica.say(`CLUSTER REPLICATE ${id}`)).startsWith('+OK'),
  );
  await until('the replica follows', async () =>
    /^slave0:.*state=online/m.test(await master.say('INFO replication')),
  );
  return replica;
}
