/** The value of one field in an answer of Redis' `INFO`; undefined when the answer lacks it. */
export function infoField(info: string, name: string): string | undefined {
  return new RegExp(`^${name}:([^\\r\\n]*)`, 'm').exec(info)?.[1];
}
