const characters: Record<string, string> = { '#39': "'", quot: '"', amp: '&', lt: '<', gt: '>' };

/** The text of a page, as people read it. */
export function plain(html: string): string {
  const text = html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
  return text.replace(/&(#39|quot|amp|lt|gt);/g, (_, name: string) => characters[name] ?? '');
}
