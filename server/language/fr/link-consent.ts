import type { linkConsent as english } from '../en/link-consent.ts';

export const linkConsent: typeof english = {
  title: 'Connecter votre boutique BigCommerce',
  intro: (product, company) =>
    `${product} demande l’accès à votre boutique BigCommerce, afin de travailler avec elle pour ${company}.`,
  what: (product) => `Ce que ${product} pourra faire dans votre boutique`,
  nothing:
    'Rien de plus que ce que BigCommerce permet à toute application\u00a0: lire les informations de base de votre boutique.',
  why: 'Pourquoi c’est nécessaire',
  whyText: (product) =>
    `Avec cet accès, ${product} fait seul son travail dans votre boutique, et vous n’avez rien à recopier.`,
  good: 'Bon à savoir',
  points: (product) => [
    'C’est BigCommerce qui donne l’accès. Votre mot de passe ne vous est jamais demandé ici.',
    `L’accès est conservé chiffré, à l’usage de ${product}.`,
    'Vous pouvez le retirer à tout moment dans BigCommerce\u00a0: désinstallez l’application ou supprimez le compte API.',
  ],
  agree: (product) =>
    `En choisissant «\u00a0Accepter et continuer\u00a0», vous autorisez ${product} à faire ce qui est indiqué ici jusqu’à ce que l’accès soit retiré, et vous confirmez que vous pouvez en décider pour la boutique.`,
};
