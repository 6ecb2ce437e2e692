/** Events as files: CSV (RFC 4180) for spreadsheets, JSON lines for programs. */
import type { KeptEvent } from '../../events/event.ts';

type Format = {
  contentType: string;
  /** What the file starts with. */
  head: string;
  line(event: KeptEvent): string;
};

const columns: Record<string, (event: KeptEvent) => string | undefined> = {
  id: ({ id }) => id,
  time: ({ at }) => new Date(at).toISOString(),
  kind: ({ kind }) => kind,
  actor_kind: ({ actor }) => actor.kind,
  actor_id: ({ actor }) => ('id' in actor ? actor.id : undefined),
  actor_email: ({ actor }) => ('email' in actor ? actor.email : undefined),
  actor_name: ({ actor }) => ('name' in actor ? actor.name : undefined),
  connection_id: ({ connectionId }) => connectionId,
  iclient_id: ({ iclientId }) => iclientId,
  store_hash: ({ storeHash }) => storeHash,
  user_id: ({ userId }) => userId,
  api_key_id: ({ apiKeyId }) => apiKeyId,
  company_id: ({ companyId }) => companyId,
  link_id: ({ linkId }) => linkId,
  name: ({ name }) => name,
  changed: ({ changed }) => changed?.join(' '),
  role: ({ role }) => role,
  reason: ({ reason }) => reason,
  level: ({ level }) => level?.toString(),
  count: ({ count }) => count?.toString(),
  address: ({ address }) => address,
};

export const exportFormats = {
  csv: {
    contentType: 'text/csv; charset=utf-8; header=present',
    head: csvLine(Object.keys(columns)),
    line: (event) => csvLine(Object.values(columns).map((cell) => cell(event) ?? '')),
  },
  jsonl: {
    contentType: 'application/x-ndjson; charset=utf-8',
    head: '',
    line: ({ id, at, ...event }) =>
      `${JSON.stringify({ id, time: new Date(at).toISOString(), ...event })}\n`,
  },
} satisfies Record<string, Format>;
export type ExportFormat = keyof typeof exportFormats;

/** The pieces of the file, one for each event. */
export async function* exportLines(
  format: ExportFormat,
  events: AsyncIterable<KeptEvent>,
): AsyncGenerator<string> {
  const { head, line } = exportFormats[format];
  if (head !== '') yield head;
  for await (const event of events) yield line(event);
}

function csvLine(cells: string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** Spreadsheets take some first characters for a formula (OWASP, "CSV Injection"). */
function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
