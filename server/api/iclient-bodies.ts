/** What the API takes to make and change iClients. */
import { z } from 'zod';
import { type IClient, isSimulated, simulatedPrefix } from '../iclients/iclient.ts';
import { type WhitelistProblem, whitelistLimit, whitelistProblem } from '../iclients/whitelist.ts';
import type { FieldProblem } from './read-part.ts';
import { scopesSchema, visibleTextSchema } from './representations/shared.ts';

const credential = (what: string) =>
  z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^[\x21-\x7e]*$/, `Give the ${what} alone, without white space.`);

const fields = {
  name: visibleTextSchema(100),
  clientId: credential('client id').refine(
    (clientId) => !isSimulated(clientId),
    `Give the app’s own client id: those that begin with “${simulatedPrefix}” belong to simulated installs.`,
  ),
  clientSecret: credential('client secret').meta({ description: 'Never read back.' }),
  accountUuid: z
    .string()
    .trim()
    .toLowerCase()
    .regex(
      /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/,
      'Give a UUID such as 3c8f1a52-0b7e-4f6d-9a21-5e4d3c2b1a09.',
    )
    .nullable(),
  scopes: scopesSchema,
};

export const newIClientSchema = z
  .strictObject({ ...fields, accountUuid: fields.accountUuid.optional() })
  .meta({
    id: 'NewIClient',
    examples: [
      {
        name: 'Example app',
        clientId: 'the app’s client id',
        clientSecret: 'the app’s client secret',
        scopes: ['store_v2_products_read_only'],
      },
    ],
  });

export const iclientChangeSchema = z
  .strictObject({
    name: fields.name.exactOptional(),
    clientId: fields.clientId.exactOptional(),
    clientSecret: fields.clientSecret.exactOptional(),
    accountUuid: fields.accountUuid.exactOptional(),
    scopes: fields.scopes.exactOptional().meta({
      description: 'Connections that hold fewer become `needs_reauthorization`.',
    }),
    whitelist: z
      .array(z.string().max(500))
      .max(whitelistLimit)
      .transform((entries) => [...new Set(entries)])
      .exactOptional()
      .meta({ description: 'Further auth callback URLs, compared as exact strings.' }),
  })
  .meta({
    id: 'IClientChange',
    description: 'What is left out stays as it is.',
    examples: [{ scopes: ['store_v2_products', 'store_v2_orders_read_only'] }],
  });

const whitelistWords: Record<WhitelistProblem, string> = {
  characters: 'Give visible ASCII characters without backslashes.',
  too_long: 'Give at most 500 characters.',
  wildcard: 'Give a whole URL: wildcards are not matched.',
  not_a_url: 'Give an absolute URL.',
  user_info: 'Leave user name and password out.',
  fragment: 'Leave the fragment out.',
  query: 'Leave the query out.',
  not_https: 'Give an https URL; http works on localhost alone.',
  trailing_slash: 'Remove the slash at the end: with it, it is another address.',
  wrong_path: 'Give a URL whose path ends with that of the iClient’s own auth callback.',
  spelling: 'Write it as browsers do: host in lower case, no dot segments, no usual port.',
};

export function whitelistProblems(
  whitelist: string[],
  iclient: Pick<IClient, 'slug'>,
): FieldProblem[] {
  return whitelist.flatMap((entry, index) => {
    const problem = whitelistProblem(entry, iclient);
    return problem ? [{ field: `whitelist.${index}`, message: whitelistWords[problem] }] : [];
  });
}
