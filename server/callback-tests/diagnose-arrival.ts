/** Why a callback that arrived was refused, as far as it can be told here. */
import type { Request } from 'express';
import { decodeJwt } from 'jose';
import type { CallbackRecord, CallbackRecords } from '../callback-records/store.ts';
import { callbackUrl, redirectUris } from '../iclients/callback-urls.ts';
import type { IClient } from '../iclients/iclient.ts';
import { type Diagnosis, diagnoseAddress, diagnoseCallback } from './diagnoses.ts';
import { type InspectDeps, inspect } from './inspect/inspect.ts';

export type DiagnoseArrivalDeps = InspectDeps & { callbackRecords: Pick<CallbackRecords, 'list'> };

/** @param query as it came; its code and payload are looked at, and not kept */
export async function diagnoseArrival(
  deps: DiagnoseArrivalDeps,
  iclient: IClient,
  record: CallbackRecord,
  query: Request['query'],
): Promise<Diagnosis | undefined> {
  const { publicUrl } = deps;
  const { kind, code } = record;
  return diagnoseCallback({
    kind,
    parameters: Object.fromEntries(
      Object.entries(query).map(([name, value]) => [name, typeof value === 'string' ? value : '']),
    ),
    errorCode: code,
    arrivedAt: addressOf(publicUrl, record),
    redirectUris: redirectUris(publicUrl, iclient),
    configuredScopes: iclient.scopes,
    codeCameBefore: code === 'code_refused' && (await cameBefore(deps, iclient, record)),
    payload: await causeInPayload(deps, iclient, record, query),
  });
}

/** What is wrong with the address at which a callback arrived, where it is none of the iClient's callback URLs. */
export function diagnoseAddressOf(
  publicUrl: string,
  iclient: IClient,
  record: CallbackRecord,
): Diagnosis | undefined {
  const { kind } = record;
  const own =
    kind === 'auth' ? redirectUris(publicUrl, iclient) : [callbackUrl(publicUrl, iclient, kind)];
  const address = addressOf(publicUrl, record);
  return own.includes(address) ? undefined : diagnoseAddress(address, own);
}

function addressOf(publicUrl: string, { scheme, host, path }: CallbackRecord): string {
  // Behind a proxy that ends TLS the scheme may not have been told.
  const origin = host === new URL(publicUrl).host ? publicUrl : `${scheme}://${host}`;
  return `${origin}${path}`;
}

async function cameBefore(
  { callbackRecords }: DiagnoseArrivalDeps,
  { id }: IClient,
  { codeMark }: CallbackRecord,
): Promise<boolean> {
  const before = await callbackRecords.list(id);
  return codeMark !== undefined && before.some((other) => other.codeMark === codeMark);
}

async function causeInPayload(
  deps: DiagnoseArrivalDeps,
  iclient: IClient,
  { code }: CallbackRecord,
  { signed_payload_jwt: jwt }: Request['query'],
): Promise<Diagnosis | undefined> {
  const isRefused = code === 'payload_invalid' || code === 'payload_expired';
  if (!isRefused || typeof jwt !== 'string') return undefined;
  const { findings } = await inspect({ ...deps, iclients: namedIn(deps, jwt) }, iclient, jwt);
  return findings.find(({ level }) => level === 'failure')?.diagnosis;
}

/** Anybody may send payloads: the secrets that are tried are the iClient's own and that of the one named. */
function namedIn({ iclients }: DiagnoseArrivalDeps, jwt: string): InspectDeps['iclients'] {
  const named = audienceOf(jwt);
  return {
    clientSecret: iclients.clientSecret,
    list: async () => (await iclients.list()).filter(({ clientId }) => clientId === named),
  };
}

function audienceOf(jwt: string): unknown {
  try {
    return decodeJwt(jwt).aud;
  } catch {
    return undefined;
  }
}
