/** Three Redis masters that share the slots of one cluster. */
import { freePort } from './free-port.ts';
import { type RedisServer, startRedisServer } from './redis-server.ts';
import { until } from './until.ts';

const slots = ['0 5460', '5461 10922', '10923 16383'];

export type RedisCluster = {
  /** As REDIS_URL takes it. */
  urls: string;
  servers: RedisServer[];
  remove(): Promise<void>;
};

export async function startRedisCluster(): Promise<RedisCluster> {
  const servers: RedisServer[] = [];
  const remove = async () => {
    for (const server of servers.splice(0)) await server.remove();
  };
  try {
    const busPorts: number[] = [];
    for (const range of slots) {
      const busPort = await freePort();
      const settings = ['--cluster-enabled', 'yes', '--cluster-port', String(busPort)];
      const server = await startRedisServer([...settings, '--cluster-node-timeout', '2000']);
      await server.say(`CLUSTER ADDSLOTSRANGE ${range}`);
      servers.push(server);
      busPorts.push(busPort);
    }
    const [first, ...others] = servers;
    for (const [at, { port }] of others.entries())
      await first?.say(`CLUSTER MEET 127.0.0.1 ${port} ${busPorts[at + 1]}`);
    for (const server of servers) await until('the cluster is whole', () => isWhole(server));
    return { urls: servers.map(({ url }) => url).join(','), servers, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function isWhole(server: RedisServer): Promise<boolean> {
  const info = await server.say('CLUSTER INFO');
  return info.includes('cluster_state:ok') && info.includes('cluster_known_nodes:3');
}
