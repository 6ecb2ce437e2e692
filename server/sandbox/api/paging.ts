/** Pages of lists: v2 answers bare arrays, v3 wraps them and says where the other pages are. */
import { z } from 'zod';
import { type ApiAnswer, type ApiRequest, ok } from './api-route.ts';
import { invalid } from './problems.ts';

const pagingSchema = z.object({
  page: z.coerce.number().int().min(1).default(1),
  limit: z.coerce.number().int().min(1).max(250).default(50),
});

/** An empty page of a v2 list is 204 without a body. */
export function listV2<T>(request: ApiRequest, all: T[]): ApiAnswer {
  const paging = pagingSchema.safeParse(request.query);
  if (!paging.success) return { status: 422, body: invalid(errorsOf(paging.error)) };
  const items = slice(all, paging.data);
  return items.length > 0 ? ok(items) : { status: 204 };
}

export function listV3<T>(request: ApiRequest, all: T[]): ApiAnswer {
  const paging = pagingSchema.safeParse(request.query);
  if (!paging.success) return { status: 422, body: invalid(errorsOf(paging.error)) };
  const { page, limit } = paging.data;
  const data = slice(all, paging.data);
  const totalPages = Math.ceil(all.length / limit);
  const link = (to: number) => `?page=${to}&limit=${limit}`;
  const pagination = {
    total: all.length,
    count: data.length,
    per_page: limit,
    current_page: page,
    total_pages: totalPages,
    links: {
      ...(page > 1 ? { previous: link(page - 1) } : {}),
      current: link(page),
      ...(page < totalPages ? { next: link(page + 1) } : {}),
    },
  };
  return ok({ data, meta: { pagination } });
}

/** One error text for each field, as the API's 422 has them. */
export function errorsOf(error: z.ZodError): Record<string, string> {
  return Object.fromEntries(error.issues.map((issue) => [issue.path.join('.'), issue.message]));
}

function slice<T>(all: T[], { page, limit }: { page: number; limit: number }): T[] {
  return all.slice((page - 1) * limit, page * limit);
}
