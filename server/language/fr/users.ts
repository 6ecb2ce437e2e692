import type { FailureTexts } from '../en/failures.ts';
import type { users as english } from '../en/users.ts';

export const users: typeof english = {
  title: 'Utilisateurs',
  table: 'Personnes qui peuvent se connecter',
  columns: {
    name: 'Nom',
    email: 'Adresse e-mail',
    role: 'Rôle',
    lastSignedIn: 'Dernière ouverture de session',
    actions: 'Actions',
  },
  you: 'vous',
  roleOf: (email) => `Rôle de ${email}`,
  changeRole: 'Changer le rôle',
  onlyAdmin: 'Le seul administrateur le reste. Nommez d’abord quelqu’un d’autre administrateur.',
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
  signInLink: {
    submit: 'Créer un lien de connexion',
    heading: 'Le lien de connexion est prêt',
    text: (email) =>
      `Envoyez ce lien à ${email}. Il permet de se connecter une seule fois, dans les 15 minutes, et n’est affiché que maintenant.`,
    link: 'Lien de connexion',
  },
  waiting: {
    heading: 'Invitations en attente',
    columns: {
      email: 'Adresse e-mail',
      role: 'Rôle',
      invitedBy: 'Invité par',
      until: 'Valable jusqu’au',
      actions: 'Actions',
    },
    operator: 'la ligne de commande',
    gone: 'quelqu’un qui n’est plus utilisateur',
    dead: 'Elle ne fonctionne plus\u00a0: la personne qui a invité n’a plus le rôle d’administrateur. Créez un nouveau lien, ou retirez-la.',
    renew: 'Nouveau lien',
    withdraw: 'Retirer',
    withdrawWarning: 'Le lien envoyé cesse aussitôt de fonctionner.',
    withdrawOf: (email) => `Retirer l’invitation de ${email}`,
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
    invitationWithdrawn: 'L’invitation a été retirée. Son lien ne fonctionne plus.',
    invitationGone:
      'Cette invitation n’était plus en attente\u00a0: elle a été utilisée ou retirée, ou elle a expiré.',
    saved: 'Votre profil a été enregistré.',
    cameByLink:
      'Vous êtes connecté. Si vous avez oublié votre mot de passe, définissez-en un nouveau ici.',
    passwordChanged: 'Votre mot de passe a été changé. Les autres navigateurs sont déconnectés.',
  },
};

/** Signing in, forms and the team. */
export const teamFailures = {
  sign_in_needed: {
    title: 'Vous n’êtes pas connecté',
    happened:
      'Vous avez été déconnecté, ou vous étiez absent depuis longtemps. Rien n’a été modifié.',
    todo: 'Connectez-vous, puis recommencez.',
  },
  role_missing: (role) => ({
    title: 'Votre rôle ne le permet pas',
    happened: `Il faut le rôle ${role === 'builder' ? 'Intégrateur ou Administrateur' : 'Administrateur'}. Rien n’a été modifié.`,
    todo: 'Demandez à un administrateur de cette console de le faire, ou de vous donner ce rôle.',
  }),
  form_refused: {
    title: 'Ce formulaire n’est plus valable',
    happened:
      'Il a été ouvert avant votre connexion ou déconnexion, ou il ne vient pas de cette console. Rien n’a été modifié.',
    todo: 'Revenez en arrière, rechargez la page et envoyez de nouveau le formulaire.',
    developer:
      'L’en-tête Origin et le jeton du formulaire doivent être les nôtres. PUBLIC_URL doit être l’adresse vue dans le navigateur.',
  },
  opened_elsewhere: (publicUrl = 'PUBLIC_URL') => ({
    title: 'La console se trouve à une autre adresse',
    happened: `Cette page a été ouverte à une adresse qui n’est pas celle du service. Les formulaires ne sont acceptés qu’à ${publicUrl}. Rien n’a été modifié.`,
    todo: `Ouvrez la console à ${publicUrl}. Si cette adresse n’existe plus, comme celle d’un tunnel arrêté, la personne qui exploite le service donne à PUBLIC_URL l’adresse actuelle et le redémarre.`,
    developer:
      'L’en-tête Origin du navigateur doit être égal à PUBLIC_URL. En attendant, «\u00a0npm run --silent admin -- check-callbacks\u00a0» vérifie les URL de rappel en ligne de commande.',
  }),
  too_many_attempts: (header) =>
    header === 'Authorization'
      ? {
          title: 'Trop de clés d’API incorrectes',
          happened:
            'Votre adresse en a envoyé tant qu’elle doit attendre. Les clés valables restent acceptées.',
          todo: 'Regardez quelle clé votre programme envoie\u00a0: elle a peut-être été révoquée.',
        }
      : {
          title: 'Trop de tentatives',
          happened:
            'Le mot de passe était trop souvent faux\u00a0; il n’est plus vérifié pour un moment.',
          todo: 'Attendez 15 minutes et réessayez. Si vous avez oublié votre mot de passe, demandez de l’aide à un administrateur.',
        },
  link_invalid: {
    title: 'Ce lien ne fonctionne plus',
    happened: 'Il a déjà été utilisé, il est trop ancien, ou il en manque une partie.',
    todo: 'Si vous l’avez utilisé, connectez-vous. Sinon, demandez un nouveau lien.',
  },
  last_admin: {
    title: 'C’est le seul administrateur',
    happened:
      'Sans administrateur, personne ne pourrait inviter ni modifier des utilisateurs. Rien n’a été modifié.',
    todo: 'Nommez d’abord un autre administrateur.',
  },
  user_exists: {
    title: 'Cette adresse e-mail a déjà un utilisateur',
    happened: 'Chaque adresse ne peut avoir qu’un utilisateur. Rien n’a été modifié.',
    todo: 'Cette personne peut se connecter\u00a0; son rôle se change dans la liste des utilisateurs.',
  },
  user_unknown: {
    title: 'Cet utilisateur n’existe pas',
    happened: 'Il a peut-être été supprimé entre-temps.',
    todo: 'Regardez la liste des utilisateurs.',
  },
} satisfies Partial<FailureTexts>;
