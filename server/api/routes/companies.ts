/** Companies: whose stores the connections are. */
import { z } from 'zod';
import { AppError } from '../../errors.ts';
import { companyChangeSchema, newCompanySchema } from '../company-bodies.ts';
import { companyOf, companyPageSchema, companySchema } from '../representations/company.ts';
import { pageQuery } from '../representations/shared.ts';
import { type ApiRoute, route } from '../route.ts';
import { listCompanies, oneCompany, companyParams as params } from '../visible-companies.ts';

const tag = 'Companies';

export const companyRoutes: ApiRoute[] = [
  route({
    method: 'get',
    path: '/companies',
    permission: 'connections:read',
    tag,
    operationId: 'listCompanies',
    summary: 'Lists companies by name',
    description:
      'A key that is limited to some connections finds the companies of those connections alone.',
    query: z.strictObject({
      q: z.string().max(200).optional().meta({
        description: 'Beginnings of words of the name, or the whole external ID.',
      }),
      externalId: z.string().max(200).optional().meta({ description: 'As it is spelled.' }),
      ...pageQuery,
    }),
    answers: { 200: companyPageSchema },
    errors: [],
    async handle(deps, { query, apiKey }) {
      const { shown, nextCursor } = await listCompanies(deps, apiKey, query);
      return { status: 200, body: { data: shown.map(companyOf), nextCursor } };
    },
  }),

  route({
    method: 'post',
    path: '/companies',
    permission: 'links:write',
    unlimitedKeysOnly: true,
    tag,
    operationId: 'createCompany',
    summary: 'Makes a company',
    body: newCompanySchema,
    answers: { 201: companySchema },
    errors: ['external_id_taken'],
    async handle({ companies }, { body: { name, externalId }, by }) {
      const draft = { name, externalId: externalId ?? undefined };
      const company = await companies.create(draft, by).catch(withWhatStandsInTheWay);
      return {
        status: 201,
        headers: { Location: `/api/v1/companies/${company.id}` },
        body: companyOf(company),
      };
    },
  }),

  route({
    method: 'get',
    path: '/companies/{id}',
    permission: 'connections:read',
    tag,
    operationId: 'getCompany',
    summary: 'Reads a company',
    description: 'Its connections are listed by `GET /connections?companyId=`.',
    params,
    answers: { 200: companySchema },
    errors: ['company_unknown'],
    async handle(deps, asked) {
      return { status: 200, body: companyOf(await oneCompany(deps, asked)) };
    },
  }),

  route({
    method: 'patch',
    path: '/companies/{id}',
    permission: 'links:write',
    unlimitedKeysOnly: true,
    tag,
    operationId: 'changeCompany',
    summary: 'Changes a company',
    params,
    body: companyChangeSchema,
    answers: { 200: companySchema },
    errors: ['company_unknown', 'external_id_taken'],
    async handle({ companies }, { params: { id }, body, by }) {
      const company = await companies.change(id, body, by).catch(withWhatStandsInTheWay);
      return { status: 200, body: companyOf(company) };
    },
  }),

  route({
    method: 'delete',
    path: '/companies/{id}',
    permission: 'links:write',
    unlimitedKeysOnly: true,
    tag,
    operationId: 'deleteCompany',
    summary: 'Deletes a company that has no connections',
    description: 'Its links end with it.',
    params,
    answers: { 204: null },
    errors: ['company_unknown', 'company_in_use'],
    async handle(deps, asked) {
      const { id } = await oneCompany(deps, asked);
      await deps.companies.delete(id, asked.by).catch(withWhatStandsInTheWay);
      return { status: 204 };
    },
  }),
];

/** Tells programs the ids of what stands in the way. */
function withWhatStandsInTheWay(error: unknown): never {
  if (error instanceof AppError && ['external_id_taken', 'company_in_use'].includes(error.code))
    throw new AppError(error.code, error.message, { members: error.details });
  throw error;
}
