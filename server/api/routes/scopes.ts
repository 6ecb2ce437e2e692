/** The scopes that BigCommerce knows, in words. */
import { z } from 'zod';
import { scopePresetNames, scopePresets } from '../../bigcommerce/scope-areas.ts';
import { scopeCatalogue } from '../../bigcommerce/scope-catalogue.ts';
import { automaticScopes } from '../../bigcommerce/scopes.ts';
import { type ApiRoute, route } from '../route.ts';

const catalogueSchema = z
  .strictObject({
    areas: z.array(
      z.strictObject({
        name: z.string(),
        scopes: z.array(
          z.strictObject({
            scope: z.string(),
            words: z.string().meta({ description: 'What it allows, as a store owner reads it.' }),
            access: z.enum(['view', 'change', 'other']),
            includes: z.string().nullable().meta({ description: 'The read-only scope within.' }),
            isAutomatic: z.boolean().meta({ description: 'Whether every token holds it.' }),
          }),
        ),
      }),
    ),
    presets: z.array(
      z.strictObject({ name: z.enum(scopePresetNames), scopes: z.array(z.string()) }),
    ),
  })
  .meta({ id: 'ScopeCatalogue' });

export const scopeRoutes: ApiRoute[] = [
  route({
    method: 'get',
    path: '/scopes',
    permission: 'connections:read',
    tag: 'Scopes',
    operationId: 'listScopes',
    summary: 'Lists the scopes of BigCommerce and our presets',
    description: 'Others may exist: connections and iClients take any name that can be a scope’s.',
    answers: { 200: catalogueSchema },
    errors: [],
    async handle() {
      return { status: 200, body: catalogue };
    },
  }),
];

const catalogue: z.output<typeof catalogueSchema> = {
  areas: scopeCatalogue.map(({ area, entries }) => ({
    name: area.en,
    scopes: entries.map(({ scope, words, access, includes }) => ({
      scope,
      words: words.en,
      access,
      includes: includes ?? null,
      isAutomatic: automaticScopes.includes(scope),
    })),
  })),
  presets: scopePresetNames.map((name) => ({ name, scopes: scopePresets[name] })),
};
