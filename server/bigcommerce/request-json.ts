/**
 * One HTTP request to BigCommerce that answers JSON, within bounds: a deadline for the whole of
 * it, a cap on the answer's size, 2xx and JSON only. Redirects are never followed, since they
 * could carry a token to another host. What BigCommerce says in its bodies stays in here: bodies
 * vary and may hold secrets, so no error repeats one.
 */
import { type Dispatcher, request } from 'undici';
import { AppError } from '../errors.ts';
import type { Heard } from './turn.ts';

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
  heard?: Heard;
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
    call.heard?.(answer.statusCode, answer.headers);
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
    throw translated(error, deadline, call.deadlineMs);
  }
}

/** What an answer tells without its body, which is not read. */
export type BareAnswer = {
  status: number;
  /** Whether the body claims to be JSON; an answer of the API host itself does, but for 204. */
  isJson: boolean;
  /** Names in lower case. */
  headers: Dispatcher.ResponseData['headers'];
};

/**
 * A GET of which only the status and the headers count, whatever they are.
 * @param call `signal` ends it early, which is then thrown as `bigcommerce_unreachable`
 * @throws AppError `bigcommerce_timeout` or `bigcommerce_unreachable`
 */
export async function requestStatus(
  call: Pick<
    JsonRequest,
    'dispatcher' | 'url' | 'headers' | 'deadlineMs' | 'maxBytes' | 'heard'
  > & {
    signal?: AbortSignal | undefined;
  },
): Promise<BareAnswer> {
  const deadline = AbortSignal.timeout(call.deadlineMs);
  try {
    const { statusCode, headers, body } = await request(call.url, {
      dispatcher: call.dispatcher,
      method: 'GET',
      headers: { accept: 'application/json', 'accept-encoding': 'identity', ...call.headers },
      signal: call.signal ? AbortSignal.any([deadline, call.signal]) : deadline,
    });
    call.heard?.(statusCode, headers);
    // A short rest is let through, so that the connection can be used again. BigCommerce is busy with the
    // request until then, so the answer is told no earlier.
    await body.dump({ limit: call.maxBytes }).catch(() => undefined);
    return { status: statusCode, isJson: isJson(headers), headers };
  } catch (error) {
    throw translated(error, deadline, call.deadlineMs);
  }
}

function translated(error: unknown, deadline: AbortSignal, deadlineMs: number): AppError {
  if (error instanceof AppError) return error;
  if (deadline.aborted) {
    return new AppError(
      'bigcommerce_timeout',
      `BigCommerce did not answer within ${deadlineMs} ms.`,
    );
  }
  return new AppError('bigcommerce_unreachable', 'The connection to BigCommerce failed.', {
    cause: error,
  });
}

function isJson(headers: Dispatcher.ResponseData['headers']): boolean {
  const type = String(headers['content-type'] ?? 'none');
  return /^application\/(json|[a-z.+-]+\+json)\b/i.test(type);
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
  if (!isJson(headers)) return 'BigCommerce answered with something other than JSON.';
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
