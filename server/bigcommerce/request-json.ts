/**
 * One HTTP request to BigCommerce that answers JSON, within bounds: a deadline for the whole of
 * it, a cap on the answer's size, 2xx and JSON only. Redirects are never followed, since they
 * could carry a token to another host. What BigCommerce says in its bodies stays in here: bodies
 * vary and may hold secrets, so no error repeats one.
 */
import { type Dispatcher, request } from 'undici';
import { AppError } from '../errors.ts';

export type JsonRequest = {
  dispatcher: Dispatcher;
  method: 'GET' | 'POST';
  url: string;
  headers?: Record<string, string>;
  body?: string;
  /** Milliseconds for the whole exchange, the answer's body included. */
  deadlineMs: number;
  /** Bytes of the answer's body. */
  maxBytes: number;
};

/** `refused`: BigCommerce understood and said no (400 to 499, but for "too slow" and "too many"). */
export type JsonAnswer =
  | { outcome: 'ok'; body: unknown; answeredAt: number | undefined }
  | { outcome: 'refused'; status: number };

/**
 * @throws AppError `bigcommerce_timeout`, `bigcommerce_unreachable` or `bigcommerce_bad_response`
 */
export async function requestJson(call: JsonRequest): Promise<JsonAnswer> {
  const deadline = AbortSignal.timeout(call.deadlineMs);
  try {
    const answer = await request(call.url, {
      dispatcher: call.dispatcher,
      method: call.method,
      headers: { accept: 'application/json', 'accept-encoding': 'identity', ...call.headers },
      body: call.body ?? null,
      signal: deadline,
    });
    if (isRefusal(answer.statusCode)) {
      discard(answer.body);
      return { outcome: 'refused', status: answer.statusCode };
    }
    const problem = unexpected(answer);
    if (problem !== undefined) {
      discard(answer.body);
      throw badResponse(problem);
    }
    const body = parseJson(await readUpTo(call.maxBytes, answer.body));
    return { outcome: 'ok', body, answeredAt: dateOf(answer) };
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (deadline.aborted) {
      throw new AppError(
        'bigcommerce_timeout',
        `BigCommerce did not answer within ${call.deadlineMs} ms.`,
      );
    }
    throw new AppError('bigcommerce_unreachable', 'The connection to BigCommerce failed.', {
      cause: error,
    });
  }
}

/** The answer's Date header (RFC 9110, 6.6.1) in milliseconds since 1970, where it has a good one. */
function dateOf({ headers }: Dispatcher.ResponseData): number | undefined {
  const date = Date.parse(String(headers.date));
  return Number.isNaN(date) ? undefined : date;
}

function isRefusal(status: number): boolean {
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}

function unexpected({ statusCode, headers }: Dispatcher.ResponseData): string | undefined {
  if (statusCode < 200 || statusCode > 299)
    return `BigCommerce answered with status ${statusCode}.`;
  const type = String(headers['content-type'] ?? 'none');
  if (!/^application\/(json|[a-z.+-]+\+json)\b/i.test(type))
    return 'BigCommerce answered with something other than JSON.';
  return undefined;
}

async function readUpTo(maxBytes: number, body: Dispatcher.ResponseData['body']): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Leaving the loop destroys the body, and with it the connection that would go on sending.
    if (size > maxBytes)
      throw badResponse(`BigCommerce's answer is larger than ${maxBytes} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badResponse('BigCommerce answered with JSON that does not parse.');
  }
}

function badResponse(message: string): AppError {
  return new AppError('bigcommerce_bad_response', message);
}

// An answer that nobody reads would hold its connection; its rest may be endless, so it is cut.
function discard(body: Dispatcher.ResponseData['body']): void {
  body.on('error', () => undefined).destroy();
}
