import type { Connector } from './connector.ts';
import { until } from './until.ts';

/** What /readyz says. */
export async function readiness(connector: Connector) {
  const { status, body } = await connector.http().get('/readyz');
  return { status, problems: body.problems as string[], warnings: body.warnings as string[] };
}

export function untilReady(connector: Connector): Promise<unknown> {
  return until('the connector is ready', async () => (await readiness(connector)).status === 200);
}
