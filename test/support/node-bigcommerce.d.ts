/** The package has no types of its own; this is what the tests use of it. */
declare module 'node-bigcommerce' {
  type Config = {
    clientId?: string;
    accessToken: string;
    storeHash: string;
    apiVersion?: 'v2' | 'v3';
    agent?: import('node:https').Agent;
    /** Fails when BigCommerce says 429; otherwise the client waits and tries again by itself. */
    failOnLimitReached?: boolean;
  };

  export default class BigCommerce {
    constructor(config: Config);
    get<T>(path: string): Promise<T>;
    post<T>(path: string, data: object): Promise<T>;
    put<T>(path: string, data: object): Promise<T>;
    delete<T>(path: string): Promise<T>;
  }
}
