import type { Forbidden } from './forbidden.ts';

/** The environment as Node gives it. */
export type Environment = Record<string, string | undefined>;

/** A key of 32 bytes with the name that every ciphertext made by it carries. */
export type EncryptionKey = { id: string; key: Buffer };

/** The iClient that the environment describes, served at `/auth` and its siblings too. */
export type DefaultIClientConfig = {
  clientId: string;
  clientSecret: string;
  scopes: string[];
  accountUuid: string | undefined;
};

export type Config = {
  production: boolean;
  port: number;
  host: string;
  /** The origin of every URL that the service makes, without a trailing slash. */
  publicUrl: string;
  dataDir: string;
  redis: { kind: 'embedded' } | { kind: 'external'; urls: string[] };
  /** The first seals; all of them open. */
  encryptionKeys: EncryptionKey[];
  sessionSecret: string;
  /** What Express calls "trust proxy": false, a number of hops, or addresses. */
  trustProxy: false | number | string[];
  logLevel: string;
  /** How many events the audit trail keeps. */
  eventsKept: number;
  /** Origins, a leading `*.` label allowed, that may show the embedded pages in a frame. */
  frameAncestors: string[];
  /** Hosts, with their port where it is another than the usual one, to which browsers may be sent back. */
  returnHosts: string[];
  /** Hosts, with their port where it is another than the usual one, whose private addresses the checks of callback URLs may reach. */
  callbackCheckHosts: string[];
  /** To what the checks of callback URLs send nothing, whatever else allows it. */
  callbackCheckForbidden: Forbidden;
  sandboxPort: number;
  examplePort: number;
  bigcommerce: { loginUrl: string; apiUrl: string };
  /** How long one call through the proxy may take, from sending it to the last byte of its answer. */
  proxyTimeoutMs: number;
  /** Who may read the metrics; nobody when undefined. */
  metricsToken: string | undefined;
  defaultIClient: DefaultIClientConfig | undefined;
};
