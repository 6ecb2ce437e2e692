/** What the admin's settings make of the merchant's pages; without them they look neutral. */
import type { Settings } from '../settings/settings.ts';

export type Branding = {
  /** Undefined: what the texts call the product. */
  productName: string | undefined;
  /** Addresses of ours. */
  logo: string | undefined;
  style: string | undefined;
  /** Whom to ask. */
  support: { href: string; text: string } | undefined;
  termsUrl: string | undefined;
  privacyUrl: string | undefined;
};

export const neutral: Branding = {
  productName: undefined,
  logo: undefined,
  style: undefined,
  support: undefined,
  termsUrl: undefined,
  privacyUrl: undefined,
};

export function brandingOf(settings: Settings): Branding {
  const { productName, logo, accentColour, supportAddress, termsUrl, privacyUrl } = settings;
  return {
    productName,
    logo: logo && `/branding/logo?v=${encodeURIComponent(logo.version)}`,
    style: accentColour && `/branding/style.css?v=${encodeURIComponent(accentColour.slice(1))}`,
    support: supportAddress === undefined ? undefined : supportOf(supportAddress),
    termsUrl: httpsUrl(termsUrl),
    privacyUrl: httpsUrl(privacyUrl),
  };
}

function supportOf(address: string): Branding['support'] {
  const url = httpsUrl(address);
  if (url !== undefined) return { href: url, text: url.replace(/^https:\/\/|\/$/g, '') };
  return { href: `mailto:${encodeURIComponent(address)}`, text: address };
}

/** Whatever was saved, a page links to no other scheme. */
function httpsUrl(text: string | undefined): string | undefined {
  return text !== undefined && /^https:\/\//i.test(text) ? text : undefined;
}
