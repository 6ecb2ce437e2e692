/**
 * The inspector: what somebody pasted is told apart by itself, taken to pieces and verified for one iClient.
 * Nothing of it is kept or logged, and no code, signature or secret is among what it answers.
 */
import type { ConnectionStore } from '../../connections/store.ts';
import { callbackPath } from '../../iclients/callback-urls.ts';
import type { IClient } from '../../iclients/iclient.ts';
import { failure, inspectJwt } from './inspect-jwt.ts';
import { inspectLegacy, isLegacyPayload } from './inspect-legacy.ts';
import { type InspectUrlDeps, inspectUrl } from './inspect-url.ts';
import type { Finding, Inspection } from './inspection.ts';

export type InspectDeps = InspectUrlDeps & { connections: Pick<ConnectionStore, 'findByStore'> };

/**
 * @param pasted a `signed_payload_jwt`, a legacy `signed_payload`, a callback URL or the query of one
 * @throws VaultError when the iClient's secret does not open
 */
export async function inspect(
  deps: InspectDeps,
  iclient: IClient,
  pasted: string,
): Promise<Inspection> {
  const { storeHash, ...inspection } = await takeApart(deps, iclient, pasted);
  if (storeHash === undefined) return inspection;
  const notInstalled = await aboutInstallation(deps, iclient, storeHash);
  return { ...inspection, findings: [...inspection.findings, ...notInstalled] };
}

async function takeApart(
  deps: InspectDeps,
  iclient: IClient,
  pasted: string,
): Promise<Inspection & { storeHash?: string }> {
  const text = pasted.trim().replace(/^(["'<])(.*)["'>]$/s, '$2');
  const url = urlIn(text, deps, iclient);
  if (url) return inspectUrl(deps, iclient, url);
  // A terminal breaks long lines.
  const payload = text.replace(/\s+/g, '');
  if (isLegacyPayload(payload))
    return { form: 'legacy', ...(await inspectLegacy(deps, iclient, payload)) };
  if (/^[\w-]+=*([.][\w-]*=*){1,4}$/.test(payload))
    return { form: 'jwt', ...(await inspectJwt(deps, iclient, payload)) };
  return { form: 'unknown', findings: [failure('payload_damaged', 'not_recognised')] };
}

/** A whole URL, one without its host, or a query alone, which then counts as sent to the right place. */
function urlIn(text: string, { publicUrl }: InspectDeps, iclient: IClient): URL | undefined {
  const query = /^[?]?((code|context|scope|error|signed_payload(_jwt)?)=.*)$/s.exec(text)?.[1];
  if (query !== undefined) {
    const kind = /(^|&)signed_payload/.test(query) ? 'load' : 'auth';
    return parsed(`${publicUrl}${callbackPath(iclient, kind)}?${query}`);
  }
  if (/^https?:\/\//i.test(text)) return parsed(text);
  return text.startsWith('/') ? parsed(`${publicUrl}${text}`) : undefined;
}

function parsed(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

async function aboutInstallation(
  { connections }: InspectDeps,
  { id }: IClient,
  storeHash: string,
): Promise<Finding[]> {
  const connection = await connections.findByStore(id, storeHash);
  const isInstalled = connection && !['pending', 'uninstalled'].includes(connection.status);
  if (isInstalled) return [];
  return [
    { diagnosis: 'not_installed', reason: 'not_installed', level: 'warning', value: storeHash },
  ];
}
