import { z } from 'zod';
import type { Actor } from './event.ts';

/** An actor as records keep it, in JSON. */
export const actorSchema: z.ZodType<Actor> = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['store_user', 'user']), id: z.string(), email: z.string() }),
  z.object({ kind: z.enum(['api_key', 'link']), id: z.string(), name: z.string() }),
  z.object({ kind: z.enum(['operator', 'service', 'unknown']) }),
]);
