import { z } from 'zod';

const names = {
  clientId: z.string(),
  storeHash: z.string(),
  userId: z.number().int().optional(),
};
const callback = z.url({ protocol: /^https?$/ });

export const appSchema = z.strictObject({
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  name: z.string().min(1),
  scopes: z.array(z.string().min(1)),
  callbacks: z.strictObject({
    auth: callback,
    load: callback,
    uninstall: callback,
    removeUser: callback,
  }),
});

export const codeSchema = z.strictObject({
  ...names,
  scopes: z.array(z.string()).optional(),
  redirectUri: z.url().optional(),
});

export const payloadSchema = z.strictObject({
  ...names,
  claims: z.record(z.string(), z.unknown()).optional(),
  secret: z.string().optional(),
  alg: z.enum(['HS256', 'HS512', 'none']).optional(),
  header: z.record(z.string(), z.unknown()).optional(),
});

export const apiAccountSchema = z.strictObject({
  storeHash: z.string(),
  name: z.string().min(1).max(100).optional(),
  scopes: z.array(z.string().regex(/^[a-z0-9_]+$/)),
});

export const deliverySchema = z.strictObject({
  ...names,
  kind: z.enum(['uninstall', 'remove_user']),
});
