/** What an admin sets for the whole service while it runs. */
export type Settings = {
  /** What merchants know the product as. */
  productName: string | undefined;
  /** Whether there is one, and a text that changes with it, for its address. */
  logo: { version: string } | undefined;
  /** `#rrggbb` in small letters. */
  accentColour: string | undefined;
  /** Whom merchants ask: an email address or an https URL. */
  supportAddress: string | undefined;
  /** https URLs. */
  termsUrl: string | undefined;
  privacyUrl: string | undefined;
  /** Hosts to which browsers may be sent back, besides RETURN_HOSTS, in the same form. */
  returnHosts: string[];
  /** False: no link lets a merchant in. */
  linksOn: boolean;
};

/** Shown to merchants as an image, and as nothing else. */
export type Logo = { type: 'image/png' | 'image/jpeg' | 'image/webp'; bytes: Buffer };

/** What is left out stays as it is; null takes it away. */
export type SettingsChange = {
  [Field in 'productName' | 'accentColour' | 'supportAddress' | 'termsUrl' | 'privacyUrl']?:
    | string
    | null
    | undefined;
} & {
  logo?: Logo | null | undefined;
  returnHosts?: string[] | undefined;
  linksOn?: boolean | undefined;
};
