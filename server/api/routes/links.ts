/** Links: URLs by which merchants connect a store to a company. */
import { z } from 'zod';
import { AppError } from '../../errors.ts';
import { defaultIClientSlug } from '../../iclients/iclient.ts';
import { type Link, linkPath } from '../../links/link.ts';
import { allowedReturnUrl } from '../allowed-return-url.ts';
import type { ApiDeps } from '../deps.ts';
import { newLinkSchema } from '../link-bodies.ts';
import { pageOf } from '../page-of-list.ts';
import { partInvalid } from '../read-part.ts';
import { linkOf, linkPageSchema, linkSchema, madeLinkSchema } from '../representations/link.ts';
import { pageQuery } from '../representations/shared.ts';
import { type ApiRoute, route } from '../route.ts';
import { companyParams, oneCompany } from '../visible-companies.ts';

const tag = 'Links';
const params = z.strictObject({
  id: z.string().meta({ description: 'The link’s id.', examples: ['ln_3f0a9d7c5b1e2f4a6c8d0e1b'] }),
});

export const linkRoutes: ApiRoute[] = [
  route({
    method: 'get',
    path: '/companies/{id}/links',
    permission: 'connections:read',
    unlimitedKeysOnly: true,
    tag,
    operationId: 'listLinks',
    summary: 'Lists the links of a company, the newest first',
    description: 'The latest hundred, whatever became of them.',
    params: companyParams,
    query: z.strictObject(pageQuery),
    answers: { 200: linkPageSchema },
    errors: ['company_unknown'],
    async handle(deps, asked) {
      const { id } = await oneCompany(deps, asked);
      const { shown, nextCursor } = pageOf(await deps.links.ofCompany(id), asked.query);
      return { status: 200, body: { data: shown.map(linkOf), nextCursor } };
    },
  }),

  route({
    method: 'post',
    path: '/companies/{id}/links',
    permission: 'links:write',
    unlimitedKeysOnly: true,
    tag,
    operationId: 'createLink',
    summary: 'Makes a link for a company',
    description:
      'Send its `url` to the merchant, who needs no account. It works until it expires, is revoked, or was used where it is for a single use; it outlives the API key that made it.',
    params: companyParams,
    body: newLinkSchema,
    answers: { 201: madeLinkSchema },
    errors: ['company_unknown', 'app_unknown', 'return_url_refused'],
    async handle(deps, { params: { id: companyId }, body, by }) {
      const { scopes, singleUse, expiresIn, returnUrl, locale } = body;
      const lifetimeMs = expiresIn * 1000;
      const draft = {
        companyId,
        ways: body.ways,
        iclientId: await knownIClient(deps, body.iclientId),
        scopes: scopes ?? undefined,
        singleUse,
        returnUrl: returnUrl == null ? undefined : await allowedReturnUrl(deps, returnUrl),
        locale: locale ?? undefined,
        lifetimeMs,
      };
      const { link, token } = await deps.links.make(draft, by);
      return {
        status: 201,
        headers: { Location: `/api/v1/links/${link.id}` },
        body: { ...linkOf(link), url: `${deps.publicUrl}${linkPath(token)}` },
        usableMs: lifetimeMs,
      };
    },
  }),

  route({
    method: 'get',
    path: '/links/{id}',
    permission: 'connections:read',
    unlimitedKeysOnly: true,
    tag,
    operationId: 'getLink',
    summary: 'Reads a link',
    params,
    answers: { 200: linkSchema },
    errors: ['link_unknown'],
    async handle(deps, { params: { id } }) {
      return { status: 200, body: linkOf(await oneLink(deps, id)) };
    },
  }),

  route({
    method: 'delete',
    path: '/links/{id}',
    permission: 'links:write',
    unlimitedKeysOnly: true,
    tag,
    operationId: 'revokeLink',
    summary: 'Revokes a link',
    description: 'It lets nobody in from then on, and stays in the list as `revoked`.',
    params,
    answers: { 204: null },
    errors: ['link_unknown'],
    async handle({ links }, { params: { id }, by }) {
      await links.revoke(id, by);
      return { status: 204 };
    },
  }),
];

async function oneLink({ links }: Pick<ApiDeps, 'links'>, id: string): Promise<Link> {
  const link = await links.find(id);
  if (!link) throw new AppError('link_unknown', `There is no link ${id}.`);
  return link;
}

/** @throws AppError `body_invalid` when there is none */
async function knownIClient(
  { iclients }: Pick<ApiDeps, 'iclients'>,
  given: string | undefined,
): Promise<string> {
  const id = given ?? defaultIClientSlug;
  if (await iclients.find(id)) return id;
  const message =
    given === undefined
      ? 'It is missing, and the configuration has none. GET /api/v1/iclients lists all.'
      : 'There is no such iClient. GET /api/v1/iclients lists them.';
  throw partInvalid('body_invalid', [{ field: 'iclientId', message }]);
}
