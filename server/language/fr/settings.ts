import type { settings as english } from '../en/settings.ts';

export const settings: typeof english = {
  title: 'Paramètres',
  saved: 'Les paramètres sont enregistrés.',
  look: {
    heading: 'Comment les marchands vous voient',
    text: 'Les pages des liens le montrent. Ce qui n’est pas réglé reste neutre.',
  },
  fields: {
    productName: 'Nom du produit',
    logo: 'Logo du produit',
    accentColour: 'Couleur d’accent',
    supportAddress: 'Adresse d’assistance',
    termsUrl: 'Conditions d’utilisation',
    privacyUrl: 'Politique de confidentialité',
    returnHosts: 'Hôtes de retour',
    linksOn: 'Liens',
  },
  hints: {
    productName: 'Le nom sous lequel les marchands connaissent votre produit.',
    logo: (kilobytes) => `PNG, JPEG ou WebP, au plus ${kilobytes}\u00a0ko.`,
    accentColour: 'Sous la forme #rrvvbb. C’est celle des boutons et des liens.',
    supportAddress:
      'À qui les marchands s’adressent en cas de problème\u00a0: une adresse e-mail ou une URL https.',
    url: 'Une URL https.',
    returnHosts:
      'Les hôtes de vos propres pages, un par ligne, par exemple app.example.com. Les navigateurs peuvent y être renvoyés, et vers aucune autre page.',
    returnHostsFixed: (hosts) => `RETURN_HOSTS admet aussi ceux-ci\u00a0: ${hosts}.`,
  },
  logo: {
    current: 'Le logo que voient les marchands',
    none: 'Il n’y en a pas.',
    choose: 'Choisir une image',
    script: 'Choisir une image demande JavaScript.',
    remove: 'Supprimer le logo',
    chosen: 'Cette image servira dès que vous enregistrez.',
    tooLarge: (kilobytes) => `L’image dépasse ${kilobytes}\u00a0ko.`,
    wrongKind: 'Ce n’est pas une image PNG, JPEG ou WebP.',
  },
  colour: {
    pick: 'Choisir la couleur',
    preview: 'Aperçu de la couleur d’accent',
    button: 'Bouton',
    link: 'Lien',
    onButton: (text) => `Le texte des boutons est ${text === 'black' ? 'noir' : 'blanc'}.`,
    linksKept: 'Les liens l’ont telle quelle, de jour comme de nuit.',
    linksByDay: (colour) =>
      `Les liens ont ${colour} sur les pages claires, afin de rester lisibles.`,
    linksByNight: (colour) =>
      `Les liens ont ${colour} sur les pages sombres, afin de rester lisibles.`,
  },
  reach: {
    heading: 'Retour vers vos pages',
  },
  onOff: {
    on: 'Activés',
    onHint: 'Les marchands connectent des boutiques avec les liens que vous leur envoyez.',
    off: 'Désactivés',
    offHint:
      'Chaque lien dit qu’il n’est pas possible de se connecter pour le moment, et qui est en chemin ne va pas plus loin. Les liens gardent leur adresse et leur expiration. Les connexions, la console et l’API continuent de fonctionner.',
  },
  errors: {
    productName: 'Écrivez au plus 60 caractères, tous visibles.',
    logo: 'Ce n’est pas une image PNG, JPEG ou WebP.',
    logoTooLarge: (kilobytes) => `L’image dépasse ${kilobytes}\u00a0ko.`,
    logoBoth: 'Choisissez une image ou supprimez le logo, pas les deux.',
    accentColour: 'Écrivez-la avec # et six chiffres ou lettres de a à f, par exemple #3c64f4.',
    supportAddress: 'Écrivez une adresse e-mail, ou une URL qui commence par https://.',
    url: 'Écrivez une URL qui commence par https://.',
    returnHosts: 'Écrivez des hôtes sans https:// et sans chemin, par exemple app.example.com.',
    returnHostsTooMany: (limit) => `Il peut y avoir au plus ${limit} hôtes.`,
    linksOn: 'Choisissez si les liens fonctionnent.',
    changedMeanwhile:
      'Quelqu’un d’autre a modifié les paramètres entre-temps. Ouvrez de nouveau cette page pour les voir.',
  },
};
