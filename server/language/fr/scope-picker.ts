import type { scopePicker as english } from '../en/scope-picker.ts';

/** Le choix des autorisations. */
export const scopePicker: typeof english = {
  legend: 'Autorisations (scopes)',
  legendNested: 'Lesquelles',
  hint: 'Ce que l’application demande à la boutique. Choisissez le strict nécessaire\u00a0: les marchands voient cette liste à l’installation.',
  search: 'Chercher une autorisation',
  nothingFound: 'Aucune autorisation ne correspond.',
  presetsLegend: 'Choisir d’un coup',
  presets: {
    commerce_read: 'Lire les données commerciales',
    all_read: 'Tout en lecture seule',
    all: 'Tout ajouter',
    none: 'Tout retirer',
  },
  commerceHint:
    '«\u00a0Lire les données commerciales\u00a0»\u00a0: commandes, transactions, produits, informations de la boutique et clients, le tout en lecture seule.',
  area: {
    heading: (area: string) => `${area}\u00a0: choisir pour tout le groupe`,
    none: 'Aucune',
    read: 'Lecture seule',
    modify: 'Modification',
  },
  access: {
    none: 'Aucune',
    read: 'Lecture seule',
    modify: 'Modification',
    allow: 'Autoriser',
  },
  chosen: 'Choisies\u00a0:',
  other: {
    label: 'Autres autorisations',
    hint: 'Celles qui ne sont pas dans la liste, une par ligne.',
    unknown: (scopes: string) =>
      `Absentes de la liste de BigCommerce, gardées telles quelles\u00a0: ${scopes}. BigCommerce refuse toute la demande pour une seule autorisation mal écrite\u00a0: vérifiez l’orthographe.`,
    malformed: (scopes: string) => `Ce ne sont pas des autorisations\u00a0: ${scopes}.`,
  },
};
