import type { Connector } from './connector.ts';
import { dumpRedis } from './redis-dump.ts';

/** All that lasts (connections, iClients, users, events, used payloads), to be compared with itself later. */
export function records(connector: Connector): Promise<string> {
  return dumpRedis(connector.service.deps.redis, '{bcc}');
}
