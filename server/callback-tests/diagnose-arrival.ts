/** Why a callback that arrived was refused, as far as it can be told here. */
import type { Request } from 'express';
import { decodeJwt } from 'jose';
import { contextSchema } from '../bigcommerce/wire.ts';
import type { CallbackRecord, CallbackRecords } from '../callback-records/store.ts';
import { callbackUrl, redirectUris } from '../iclients/callback-urls.ts';
import type { IClient } from '../iclients/iclient.ts';
import { diagnoseAddress } from './diagnose-address.ts';
import { type CallbackFacts, type Diagnosis, diagnoseCallback } from './diagnoses.ts';
import { type InspectDeps, inspect } from './inspect/inspect.ts';
import type { Finding } from './inspect/inspection.ts';

export type DiagnoseArrivalDeps = InspectDeps & { callbackRecords: Pick<CallbackRecords, 'list'> };

export type Arrived = {
  record: CallbackRecord;
  /** As it came; its code and payload are looked at, and not kept. */
  query: Request['query'];
  /** The code is known to have come before, whether or not that was recorded. */
  codeCameBefore?: boolean | undefined;
};

/** `finding` is what the inspector says of the payload, where that is the cause. */
export type Cause = { diagnosis: Diagnosis; finding?: Finding };

/** The cause of what happened to a callback, or undefined where nothing is wrong or nothing can be told. */
export async function diagnoseArrival(
  deps: DiagnoseArrivalDeps,
  iclient: IClient,
  arrived: Arrived,
): Promise<Cause | undefined> {
  const { record, query, codeCameBefore = false } = arrived;
  const { publicUrl } = deps;
  const { kind, code } = record;
  const finding = await findingInPayload(deps, iclient, arrived);
  const isRefusedCode = code === 'code_refused';
  const diagnosis = diagnoseCallback({
    kind,
    parameters: singleTexts(query),
    errorCode: code,
    arrivedAt: addressOf(publicUrl, record),
    redirectUris: redirectUris(publicUrl, iclient),
    codeCameBefore: isRefusedCode && (codeCameBefore || (await cameBefore(deps, iclient, record))),
    payload: finding?.diagnosis,
    ...(await scopesOf(deps, iclient, arrived)),
  });
  if (diagnosis === undefined) return undefined;
  return finding?.diagnosis === diagnosis ? { diagnosis, finding } : { diagnosis };
}

/** One that was given more than once counts as there, without its value. */
function singleTexts(query: Request['query']): CallbackFacts['parameters'] {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, typeof value === 'string' ? value : '']),
  );
}

/** What the connection asks for, and what the token of an install that was taken holds. */
async function scopesOf(
  { connections }: DiagnoseArrivalDeps,
  iclient: IClient,
  { record: { kind, code }, query: { context } }: Arrived,
): Promise<Pick<CallbackFacts, 'configuredScopes' | 'grantedScopes'>> {
  const store = contextSchema.safeParse(context);
  if (kind !== 'auth' || code !== undefined || !store.success)
    return { configuredScopes: iclient.scopes };
  const connection = await connections.findByStore(iclient.id, store.data);
  return {
    configuredScopes: connection?.scopes ?? iclient.scopes,
    grantedScopes: connection?.grantedScopes,
  };
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

function addressOf(publicUrl: string, { scheme, schemeTold, host, path }: CallbackRecord): string {
  // A proxy that ends TLS need not say so.
  const isAsExpected = host === new URL(publicUrl).host && !schemeTold;
  return `${isAsExpected ? publicUrl : `${scheme}://${host}`}${path}`;
}

async function cameBefore(
  { callbackRecords }: DiagnoseArrivalDeps,
  { id }: IClient,
  { codeMark }: CallbackRecord,
): Promise<boolean> {
  const before = await callbackRecords.list(id);
  return codeMark !== undefined && before.some((other) => other.codeMark === codeMark);
}

async function findingInPayload(
  deps: DiagnoseArrivalDeps,
  iclient: IClient,
  { record: { code }, query: { signed_payload_jwt: jwt } }: Arrived,
): Promise<Finding | undefined> {
  const isRefused = code === 'payload_invalid' || code === 'payload_expired';
  if (!isRefused || typeof jwt !== 'string') return undefined;
  const { findings } = await inspect({ ...deps, iclients: namedIn(deps, jwt) }, iclient, jwt);
  return findings.find(({ level }) => level === 'failure');
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
