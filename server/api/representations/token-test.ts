import { z } from 'zod';
import { compareScopes } from '../../bigcommerce/compare-scopes.ts';
import type { DetectedScopes } from '../../bigcommerce/detected-scopes.ts';
import type { StoreProfile } from '../../bigcommerce/wire.ts';
import { connectionSchema, detectedScopesOf, storeOf } from './connection.ts';
import { detectedScopesSchema, storeHashSchema, storeSchema } from './shared.ts';

const shape = {
  outcome: z.enum(['live', 'refused', 'no_token']).meta({
    description: '`refused`: BigCommerce answered 401; `no_token`: there was nothing to test.',
  }),
  live: z.boolean().meta({ description: 'Whether BigCommerce took the token.' }),
  detectedScopes: detectedScopesSchema.nullable().meta({ description: 'Null unless live.' }),
  missingScopes: z.array(z.string()).meta({
    description: 'Configured scopes that BigCommerce refused or did not grant.',
  }),
};

export const tokenTestSchema = z
  .strictObject({ ...shape, storeHash: storeHashSchema, store: storeSchema.nullable() })
  .meta({ id: 'TokenTest', description: 'What came of testing a token.' });

export const connectionTestSchema = z
  .strictObject({ ...shape, connection: connectionSchema })
  .meta({ id: 'ConnectionTest', description: 'What came of a test, and the connection after it.' });

export function tokenTestOf(
  storeHash: string,
  wanted: string[] | undefined,
  test: { detectedScopes: DetectedScopes; profile: StoreProfile | undefined } | undefined,
): z.output<typeof tokenTestSchema> {
  return {
    outcome: test ? 'live' : 'refused',
    live: test !== undefined,
    detectedScopes: test ? detectedScopesOf(test.detectedScopes) : null,
    missingScopes: test ? refusedScopes(wanted ?? [], test.detectedScopes) : [],
    storeHash,
    store: test?.profile ? storeOf(test.profile) : null,
  };
}

/** Those of the wanted ones of which a probe proved that they are missing. */
export function refusedScopes(wanted: string[], detected: DetectedScopes): string[] {
  return compareScopes(wanted, detected)
    .filter(({ finding }) => finding === 'refused')
    .map(({ scope }) => scope);
}
