/** The address of a page of a merchant's way through a link. @param page such as `access` or `app/go` */
export function linkPagePath(linkId: string, page: string): string {
  return `/link/${linkId}/${page}`;
}
