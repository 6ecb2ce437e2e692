import type { users as english } from '../en/users.ts';

export const users: typeof english = {
  title: 'Utilisateurs',
  table: 'Personnes qui peuvent se connecter',
  columns: {
    name: 'Nom',
    email: 'Adresse e-mail',
    role: 'Rôle',
    lastSignedIn: 'Dernière connexion',
    actions: 'Opérations',
  },
  you: 'vous',
  roleOf: (email) => `Rôle de ${email}`,
  changeRole: 'Changer le rôle',
  delete: 'Supprimer',
  deleteUser: (email) => `Supprimer ${email}`,
  deleteWarning:
    'Cette personne est déconnectée aussitôt et ne peut plus se connecter. Ce qu’elle a fait reste dans les événements.',
  invite: {
    heading: 'Inviter quelqu’un',
    submit: 'Créer un lien d’invitation',
    roles: 'Rôle',
    roleHints: {
      admin: 'peut tout faire, y compris gérer les utilisateurs',
      builder: 'travaille avec les connexions',
      viewer: 'peut seulement lire',
    },
  },
  invited: {
    heading: 'L’invitation est prête',
    text: (email) =>
      `Envoyez ce lien à ${email}. Il fonctionne une seule fois, pendant sept jours, et n’est affiché que maintenant.`,
    link: 'Lien d’invitation',
  },
  account: {
    title: 'Votre compte',
    profile: 'Profil',
    language: 'Langue',
    languages: { en: 'English', fr: 'Français' },
    save: 'Enregistrer le profil',
    password: 'Mot de passe',
    setPassword: 'Définir un mot de passe',
    changePassword: 'Changer le mot de passe',
    passwordEffect: 'Les autres navigateurs où vous êtes connecté seront déconnectés.',
    sessions: 'Sessions ouvertes',
    everywhere: 'Se déconnecter partout',
    everywhereEffect: 'Met fin à vos sessions dans tous les navigateurs, celui-ci compris.',
  },
  fields: {
    email: 'Adresse e-mail',
    name: 'Nom',
    role: 'Rôle',
    language: 'Langue',
    current: 'Mot de passe actuel',
    password: 'Nouveau mot de passe',
    passwordHint: '12 à 200 caractères.',
  },
  errors: {
    email: 'Écrivez une adresse e-mail, comme nom@example.com.',
    exists: 'Cette adresse a déjà un utilisateur.',
    name: 'Écrivez un nom de 100 caractères au plus.',
    role: 'Choisissez un rôle.',
    language: 'Choisissez une langue.',
    current: 'Ce n’est pas votre mot de passe actuel.',
    password: 'Écrivez un mot de passe de 12 à 200 caractères.',
  },
  notices: {
    changed: 'Le rôle a été changé. Cette personne doit se reconnecter.',
    deleted: 'L’utilisateur a été supprimé.',
    saved: 'Votre profil a été enregistré.',
    passwordChanged: 'Votre mot de passe a été changé. Les autres navigateurs sont déconnectés.',
  },
};
