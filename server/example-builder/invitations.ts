/**
 * Invites the pretend builder's one customer to connect a store, and tells what came of it. The address
 * to which the merchant returns can be written by anybody: the connector alone is believed.
 */
import { z } from 'zod';
import type { ConnectorAnswer, ConnectorClient } from './connector-client.ts';

/** A real builder has many, each with an id in its database. */
export const customer = { name: 'Snowboots Ltd', externalId: 'snowboots-ltd' };

/** Where merchants return to, below the builder's origin. */
export const returnPath = '/returned';

/** What the page says to which somebody returned. */
export type Outcome = {
  title: string;
  words: string;
  customer?: string | undefined;
  connection?: { id: string; name: string; storeHash: string } | undefined;
  errorCode?: string | undefined;
};

const linkSeconds = 24 * 60 * 60;

const companySchema = z.object({ id: z.string() });
const companiesSchema = z.object({ data: z.array(companySchema) });
const connectionSchema = z.object({
  id: z.string(),
  name: z.string(),
  storeHash: z.string(),
  companyId: z.string().nullable(),
  /** One that was authorized, though its token may lack permissions. */
  status: z.enum(['connected', 'needs_reauthorization']),
});
const querySchema = z.object({
  status: z.string().catch(''),
  companyId: z.string().catch(''),
  connectionId: z.string().catch(''),
  errorCode: z.string().catch(''),
});

const reasons: Record<string, string> = {
  consent_denied: 'The merchant did not allow the app.',
  store_not_connected: 'BigCommerce or the connector did not accept it.',
  token_refused: 'BigCommerce did not accept the access token.',
  authorization_expired: 'It took too long.',
};

export function createInvitations(connector: ConnectorClient, origin: string) {
  const find = async () => {
    const path = `/api/v1/companies?externalId=${encodeURIComponent(customer.externalId)}`;
    const answer = await connector.get(path);
    return { answer, company: companiesSchema.safeParse(answer.body).data?.data[0] };
  };

  /** The customer's connection with that id. */
  const connectionOf = async (companyId: string, id: string) => {
    if (!/^\w+$/.test(id)) return undefined;
    const { body } = await connector.get(`/api/v1/connections/${id}`);
    const connection = connectionSchema.safeParse(body).data;
    return connection?.companyId === companyId ? connection : undefined;
  };

  return {
    /** A new link for the customer, or why there is none. */
    async invite(): Promise<ConnectorAnswer> {
      const { answer, company } = await find();
      if (answer.status !== 200) return answer;
      const made = company ? undefined : await connector.post('/api/v1/companies', customer);
      if (made && made.status !== 201) return made;
      const { id } = company ?? companySchema.parse(made?.body);
      return connector.post(`/api/v1/companies/${id}/links`, {
        returnUrl: `${origin}${returnPath}`,
        expiresIn: linkSeconds,
      });
    },

    /** @param query of the address to which somebody returned, whoever wrote it */
    async outcomeOf(query: unknown): Promise<Outcome> {
      const { status, companyId, connectionId, errorCode } = querySchema.parse(query);
      const { company } = await find();
      if (!company || company.id !== companyId) return unbelieved;
      const known = { customer: customer.name };
      if (status === 'cancelled')
        return { ...known, title: 'Nothing was connected', words: 'The merchant went back.' };
      if (status === 'failed')
        return {
          ...known,
          title: 'The store was not connected',
          words: reasons[errorCode] ?? 'Something else went wrong.',
          errorCode: /^[a-z_]{1,64}$/.test(errorCode) ? errorCode : undefined,
        };
      const connection = await connectionOf(company.id, connectionId);
      if (status !== 'connected' || !connection) return unbelieved;
      return {
        ...known,
        title: 'A store is connected',
        words: 'The connector confirms it.',
        connection,
      };
    },
  };
}

const unbelieved: Outcome = {
  title: 'Nothing is known of this',
  words: 'The connector does not confirm what this address says. Nothing was changed.',
};
