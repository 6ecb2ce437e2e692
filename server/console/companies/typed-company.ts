/** A company that somebody names in a field: by its name, its external id or its id. */
import type { Company } from '../../companies/company.ts';
import type { CompanyStore } from '../../companies/store.ts';
import { nameKey } from '../../connections/connection.ts';

type Companies = Pick<CompanyStore, 'find' | 'findByExternalId' | 'list'>;

const offered = 10;
/** Names that begin alike and are looked at. */
const alikeAtMost = 100;
/** As long as a name or an external id can be. */
const longest = 200;

/** An id is an id, and an external id is one, whatever another company is called. */
export async function findCompany(
  companies: Companies,
  typed: string,
): Promise<Company | 'unknown' | 'ambiguous'> {
  const text = typed.trim();
  if (text === '' || text.length > longest) return 'unknown';
  const known = (await companies.find(text)) ?? (await companies.findByExternalId(text));
  if (known) return known;
  const [first, second] = await namedAlike(companies, text);
  if (second) return 'ambiguous';
  return first ?? 'unknown';
}

/** What to type to mean this company and no other: its name where that is enough. */
export async function typedNameOf(
  companies: Companies,
  { id, name, externalId }: Company,
): Promise<string> {
  for (const text of [name, externalId]) {
    const found = text === undefined ? 'unknown' : await findCompany(companies, text);
    if (text !== undefined && typeof found !== 'string' && found.id === id) return text;
  }
  return id;
}

/** Companies that match what is typed so far: what to type to mean each, and how to tell them apart. */
export async function offerNames(
  companies: Companies,
  q: string,
): Promise<{ value: string; label: string }[]> {
  const { companies: found } = await companies.list({ q, limit: offered });
  return Promise.all(
    found.map(async (company) => ({
      value: await typedNameOf(companies, company),
      label: [company.name, company.externalId].filter(Boolean).join(' · '),
    })),
  );
}

async function namedAlike(companies: Companies, name: string): Promise<Company[]> {
  const { companies: found } = await companies.list({ q: name, limit: alikeAtMost });
  return found.filter((company) => nameKey(company.name) === nameKey(name));
}
