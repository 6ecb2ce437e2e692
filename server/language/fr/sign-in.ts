import type { signIn as english } from '../en/sign-in.ts';

export const signIn: typeof english = {
  fields: {
    email: 'Adresse e-mail',
    name: 'Nom',
    password: 'Mot de passe',
    passwordHint:
      '12 à 200 caractères. Quelques mots à la suite sont faciles à retenir et difficiles à deviner.',
  },
  signIn: {
    title: 'Connexion',
    submit: 'Se connecter',
    help: 'Pas de compte, ou mot de passe oublié\u00a0? Demandez un lien à un administrateur de cette console.',
    wrong: 'L’adresse e-mail ou le mot de passe est faux.',
  },
  notices: {
    signedOut: 'Vous êtes déconnecté.',
    signedOutEverywhere: 'Vous êtes déconnecté partout.',
  },
  firstAdmin: {
    title: 'Créer le premier administrateur',
    intro: 'Personne ne peut encore se connecter. Le premier administrateur invite les autres.',
    submit: 'Créer l’administrateur et se connecter',
  },
  join: {
    title: 'Rejoindre la console',
    intro: (email, role) =>
      `Vous avez été invité avec l’adresse ${email}. Votre rôle\u00a0: ${role}.`,
    submit: 'Rejoindre et se connecter',
  },
  link: {
    title: 'Se connecter avec ce lien',
    intro: 'Le lien ne fonctionne qu’une fois.',
    submit: (who) => `Se connecter en tant que ${who}`,
  },
  errors: {
    email: 'Écrivez une adresse e-mail, comme nom@example.com.',
    name: 'Écrivez un nom de 100 caractères au plus.',
    password: 'Écrivez un mot de passe de 12 à 200 caractères.',
    passwordMissing: 'Écrivez votre mot de passe.',
  },
};
