/** The list of companies, by name; the address holds its search and page. */
import { z } from 'zod';
import { consolePage } from '../../access/access.ts';
import { AppError } from '../../errors.ts';
import { noticeOf } from '../../http/notices.ts';
import { singleParameters } from '../../http/query.ts';
import { momentsIn } from '../../language/moments.ts';
import type { Page } from './deps.ts';
import { companiesPath, companyPath } from './words.ts';

const pageLength = 50;
const querySchema = z.object({
  q: z.string().max(2048).optional(),
  // It holds a name, which can be long in the form in which names are compared.
  cursor: z.string().max(6000).optional(),
  before: z.string().max(6000).optional(),
  notice: z.string().optional(),
});

/** GET /console/companies?q&cursor|before @throws AppError `parameter_invalid` */
export const showList: Page = async (deps, req, res) => {
  const given = singleParameters(req.query, querySchema.keyof().options);
  const read = querySchema.safeParse(given);
  if (!read.success)
    throw new AppError('parameter_invalid', 'The search is longer than any search.');
  const { q = '', cursor = '', before = '', notice } = read.data;
  const page = consolePage(req, res, 'companies');
  const moment = momentsIn(page.language);
  const place = { cursor: cursor || undefined, before: before || undefined };
  const found = await deps.companies.list({ q, ...place, limit: pageLength });
  // The first page is full, and has one address.
  if (before && !found.previousCursor) return res.redirect(303, listHref({ q }));
  const isLater = cursor !== '' || before !== '';
  res.type('html').send(
    deps.views.render('companies/list', {
      page,
      q,
      rows: found.companies.map(({ id, name, externalId, updatedAt }) => ({
        name,
        externalId,
        path: companyPath(id),
        updated: moment(updatedAt),
      })),
      isLater,
      firstHref: isLater ? listHref({ q }) : undefined,
      previousHref: found.previousCursor && listHref({ q, before: found.previousCursor }),
      nextHref: found.nextCursor && listHref({ q, cursor: found.nextCursor }),
      notice: noticeOf(notice, page.texts.companies.notices),
    }),
  );
};

function listHref(query: { q: string; cursor?: string; before?: string }): string {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ''));
  return search.size === 0 ? companiesPath : `${companiesPath}?${search}`;
}
