import type { shell as english } from '../en/shell.ts';

export const shell: typeof english = {
  product: 'Connecteur BigCommerce',
  skip: 'Aller au contenu',
  navigation: 'Principal',
  sections: {
    connections: 'Connexions',
    companies: 'Entreprises',
    iclients: 'iClients',
    events: 'Événements',
    'api-keys': 'Clés d’API',
    users: 'Utilisateurs',
    settings: 'Paramètres',
  },
  account: 'Votre compte',
  signOut: 'Se déconnecter',
  language: 'Langue',
  roles: { admin: 'Administrateur', builder: 'Intégrateur', viewer: 'Lecteur' },
  required: 'obligatoire',
  optional: 'facultatif',
  formErrors: (count) =>
    count === 1 ? 'Un champ est à corriger' : `${count} champs sont à corriger`,
  cancel: 'Annuler',
  save: 'Enregistrer',
  copy: 'Copier',
  copied: 'Copié',
  back: 'Retour',
  never: 'Jamais',
  withColon: (label) => `${label}\u00a0:`,
  menu: 'Menu',
  openConsole: 'Ouvrir la console',
};
