/**
 * What a control panel would make of an answer that came back: whether it may show it in its frame, and
 * whether the session's cookie would be kept there.
 * Sources: CSP 3, frame-ancestors, which overrides X-Frame-Options; CHIPS (Partitioned cookies).
 */
import { probeCookie } from './answer-marks.ts';
import type { Finding } from './check.ts';
import { letsFrame } from './frame-ancestors.ts';
import type { Answer } from './request.ts';

/**
 * @param page where the answer came from
 * @param panelOrigins those that may show the app, as the service says them
 */
export function judgeFrame({ headers }: Answer, page: URL, panelOrigins: string[]): Finding {
  const policies = String(headers['content-security-policy'] ?? '')
    .split(',')
    .map(frameAncestorsOf)
    .filter((ancestors) => ancestors !== undefined);
  const lacks = panelOrigins.find((origin) =>
    policies.some((ancestors) => !letsFrame(ancestors, origin, page)),
  );
  const option = headers['x-frame-options'];
  if (lacks !== undefined) return { reason: 'frame_refused', detail: lacks };
  if (option !== undefined)
    return policies.length > 0
      ? { reason: 'frame_options_added', detail: String(option) }
      : { reason: 'frame_refused', detail: String(option) };
  return { reason: policies.length > 0 ? 'may_be_framed' : 'frame_policy_lost' };
}

function frameAncestorsOf(policy: string): string[] | undefined {
  for (const directive of policy.split(';')) {
    const [name = '', ...sources] = directive.trim().split(/\s+/);
    if (name.toLowerCase() === 'frame-ancestors') return sources;
  }
  return undefined;
}

/** @param expected the cookie that was sent with the answer */
export function judgeCookie(
  { headers }: Answer,
  expected: { name: string; path: string } = { name: probeCookie, path: '/app' },
): Finding {
  const line = headers['set-cookie']?.find((cookie) => cookie.startsWith(`${expected.name}=`));
  if (line === undefined) return { reason: 'cookie_lost' };
  const attributes = new Set(
    line
      .toLowerCase()
      .split(';')
      .map((part) => part.trim()),
  );
  const wanted = ['SameSite=None', 'Secure', 'Partitioned', 'HttpOnly', `Path=${expected.path}`];
  const missing = wanted.filter((attribute) => !attributes.has(attribute.toLowerCase()));
  if (missing.length === 0) return { reason: 'cookie_kept' };
  return { reason: 'cookie_changed', detail: missing.join(', ') };
}
