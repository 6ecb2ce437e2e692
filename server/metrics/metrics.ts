/**
 * What the service counts of itself, in a registry of its own: two services in one process share
 * nothing. `GET /metrics` answers it in Prometheus' text format to who has the token (routes.ts).
 */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What came of a call: BigCommerce's answer, a refusal or failure of ours, or a caller who left. */
export type CallOutcome = 'answered' | 'refused' | 'failed' | 'left';

export type ProxyMetrics = {
  /** @param status what the caller got; 0 when they left before */
  done(outcome: CallOutcome, status: number, milliseconds: number): void;
  retried(why: 'slow_down' | 'connection'): void;
  /** BigCommerce answered 429. */
  slowedDown(): void;
};

export type Metrics = {
  proxy: ProxyMetrics;
  /** Asked whenever the metrics are read. */
  watchSlots(state: () => { inUse: number; waiting: number }): void;
  contentType: string;
  text(): Promise<string>;
};

const secondsBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Counter({
    name: 'connector_proxy_requests_total',
    help: 'Calls through the proxy, by what came of them and the class of the status answered.',
    labelNames: ['outcome', 'status'],
    registers,
  });
  const seconds = new Histogram({
    name: 'connector_proxy_request_seconds',
    help: 'Calls through the proxy, from their arrival to the end of the answer, waiting included.',
    buckets: secondsBuckets,
    registers,
  });
  const retries = new Counter({
    name: 'connector_proxy_retries_total',
    help: 'Calls that were sent once more, after a 429 or after the connection failed.',
    labelNames: ['why'],
    registers,
  });
  const slowDowns = new Counter({
    name: 'connector_proxy_slow_downs_total',
    help: 'Answers of BigCommerce with status 429.',
    registers,
  });

  // Finding a labelled child costs more than counting, so each is found once.
  const children = new Map<number, Counter.Internal>();
  const outcomes: CallOutcome[] = ['answered', 'refused', 'failed', 'left'];
  const childOf = (outcome: CallOutcome, status: number) => {
    const statusClass = Math.floor(status / 100);
    const place = outcomes.indexOf(outcome) * 10 + statusClass;
    let child = children.get(place);
    if (!child) {
      child = requests.labels(outcome, statusClass === 0 ? 'none' : `${statusClass}xx`);
      children.set(place, child);
    }
    return child;
  };

  return {
    proxy: {
      done(outcome, status, milliseconds) {
        childOf(outcome, status).inc();
        seconds.observe(milliseconds / 1000);
      },
      retried: (why) => retries.inc({ why }),
      slowedDown: () => slowDowns.inc(),
    },

    watchSlots(state) {
      const gauge = (name: string, help: string, read: () => number) =>
        registry.registerMetric(
          new Gauge({
            name,
            help,
            registers: [],
            collect() {
              this.set(read());
            },
          }),
        );
      gauge('connector_slots_in_use', 'Calls of this process at BigCommerce.', () => state().inUse);
      gauge('connector_slots_waiting', 'Calls of this process that wait.', () => state().waiting);
    },

    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}
