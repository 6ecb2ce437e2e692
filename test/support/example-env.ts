import type { Environment } from '../../config/index.ts';

/** A production environment with nothing wrong; its secrets are invented. */
export function productionEnv(changes: Environment = {}): Environment {
  return {
    NODE_ENV: 'production',
    PUBLIC_URL: 'https://connector.example',
    REDIS_URL: 'redis://redis.example:6379',
    ENCRYPTION_KEYS: `example:${Buffer.alloc(32, 'example').toString('base64')}`,
    SESSION_SECRET: 'example-session-secret-of-32-or-more',
    ...changes,
  };
}
