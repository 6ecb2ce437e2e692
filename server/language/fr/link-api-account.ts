import type { linkApiAccount as english } from '../en/link-api-account.ts';

export const linkApiAccount: typeof english = {
  title: 'Connecter avec un compte API',
  lead: (product) =>
    `Vous créez un compte API dans BigCommerce et vous transmettez ici son fichier. ${product} accède ensuite à votre boutique avec ce compte. Il y en a pour quelques minutes.`,
  create: {
    title: '1. Créer le compte API',
    panel:
      'Ouvrez le panneau de configuration de votre boutique dans un autre onglet, avec le compte du propriétaire.',
    menu: 'Choisissez «\u00a0Paramètres\u00a0», puis «\u00a0Comptes API au niveau de la boutique\u00a0» sous «\u00a0API\u00a0».',
    add: 'Choisissez «\u00a0Créer un compte API\u00a0». Comme type de jeton, prenez «\u00a0Jeton API V2/V3\u00a0».',
    name: (product) =>
      `Comme nom, saisissez «\u00a0${product}\u00a0», afin de le reconnaître plus tard.`,
    scopes:
      'Sous «\u00a0Autorisations (OAuth scopes)\u00a0», réglez les autorisations de la liste qui suit, et laissez toutes les autres sur «\u00a0Aucune (None)\u00a0».',
    noScopes:
      'Sous «\u00a0Autorisations (OAuth scopes)\u00a0», laissez tout sur «\u00a0Aucune (None)\u00a0»\u00a0: aucune autorisation n’est nécessaire.',
    save: 'Choisissez «\u00a0Enregistrer\u00a0». BigCommerce affiche les identifiants cette seule fois, et votre navigateur télécharge un fichier texte qui les contient.',
  },
  permissions: {
    title: 'Autorisations à régler',
    name: 'Dans BigCommerce',
    level: 'À régler sur',
    names: 'Les noms sont ceux que BigCommerce affiche.',
  },
  drawing: {
    label:
      'Dessin du panneau de configuration\u00a0: dans le menu, «\u00a0Paramètres\u00a0» mène à «\u00a0Comptes API au niveau de la boutique\u00a0». Là, «\u00a0Créer un compte API\u00a0» ouvre un formulaire avec le type de jeton, le nom et les autorisations, et «\u00a0Enregistrer\u00a0» à la fin.',
    settings: 'Paramètres',
    accounts: 'Comptes API au niveau de la boutique',
    create: 'Créer un compte API',
    type: 'Type de jeton',
    token: 'Jeton API V2/V3',
    name: 'Nom',
    scopes: 'Autorisations (OAuth scopes)',
    none: 'Aucune (None)',
    save: 'Enregistrer',
  },
  give: {
    title: '2. Transmettre le compte API',
    drop: 'Déposez ici le fichier texte.',
    choose: 'Choisir le fichier',
    read: (store) => `Le fichier a été lu. Il vient de la boutique ${store}.`,
    readPart: 'Le fichier a été lu. Complétez ce qui y manque.',
    typing: 'Saisir plutôt les identifiants',
    safe: 'Ce que vous donnez est envoyé à BigCommerce pour le test, est conservé chiffré et n’est plus jamais affiché.',
    test: 'Tester et connecter',
    testing: 'Votre compte API est testé auprès de BigCommerce. Cela prend quelques secondes.',
    lost: 'Nous n’avons pas pu être joints, et rien n’a été connecté. Vérifiez votre connexion à Internet et réessayez. Ce que vous avez saisi est encore là.',
    giveAgain:
      'Par sécurité, un jeton d’accès n’est jamais renvoyé à cette page. Donnez de nouveau le fichier ou le jeton.',
  },
  fields: {
    credentials: 'Texte du fichier',
    credentialsHint: 'Ouvrez le fichier, copiez tout ce qu’il contient et collez-le ici.',
    store: 'Boutique',
    storeHint:
      'L’adresse de votre panneau de configuration (store-….mybigcommerce.com) ou le chemin de l’API que BigCommerce a affiché.',
    accessToken: 'Jeton d’accès',
    accessTokenHint: 'BigCommerce l’a affiché quand vous avez enregistré le compte API.',
  },
  fileProblems: {
    too_large:
      'C’est bien plus que ne contient le fichier d’un compte API. Choisissez le fichier texte que BigCommerce a téléchargé.',
    nothing_found:
      'Rien d’un compte API n’y a été trouvé\u00a0: c’est peut-être un autre fichier, un fichier vide ou une page web. Choisissez le fichier texte que BigCommerce a téléchargé, avec des lignes comme «\u00a0ACCESS TOKEN: …\u00a0» et «\u00a0API PATH: …\u00a0».',
    access_token_missing:
      'La ligne «\u00a0ACCESS TOKEN: …\u00a0» n’y est pas. Choisissez le fichier entier, ou saisissez le jeton d’accès.',
    access_token_malformed:
      'Le jeton d’accès qui s’y trouve a des espaces ou d’autres caractères qu’aucun jeton n’a. Choisissez le fichier tel que BigCommerce l’a téléchargé, ou saisissez le jeton d’accès.',
    store_missing:
      'La ligne «\u00a0API PATH: …\u00a0» n’y est pas. Choisissez le fichier entier, ou saisissez la boutique.',
    store_malformed:
      'Sa ligne «\u00a0API PATH: …\u00a0» n’est pas celle d’une boutique BigCommerce. Saisissez la boutique.',
    stores_differ: 'Il nomme deux boutiques différentes. Saisissez celle dont il s’agit.',
    label_repeated:
      'Il contient deux comptes API\u00a0: une ligne y est deux fois. Collez le texte d’un seul.',
  },
  errors: {
    nothing:
      'Choisissez le fichier texte que BigCommerce a téléchargé, collez son texte, ou saisissez le jeton d’accès et la boutique.',
    token: 'Saisissez le jeton d’accès\u00a0: une ligne sans espaces.',
    refused: (store) =>
      `BigCommerce n’accepte pas ce jeton d’accès pour la boutique ${store}. Soit il appartient à une autre boutique, soit son compte API a été supprimé. Vérifiez la boutique, ou créez un nouveau compte API et transmettez son fichier.`,
  },
  missing: {
    title: (count) =>
      count === 1 ? 'Il manque une autorisation' : `Il manque ${count} autorisations`,
    text: (store) =>
      `BigCommerce accepte votre compte API pour la boutique ${store}, mais ces autorisations ne sont pas réglées. Rien n’est encore connecté.`,
    set: (name, level) => `Réglez «\u00a0${name}\u00a0» sur «\u00a0${level}\u00a0».`,
    tick: (name) => `Réglez «\u00a0${name}\u00a0».`,
    steps: [
      'Dans BigCommerce, choisissez «\u00a0Paramètres\u00a0», puis «\u00a0Comptes API au niveau de la boutique\u00a0».',
      'Choisissez votre compte API pour le modifier, et réglez les autorisations indiquées ici.',
      'Choisissez «\u00a0Enregistrer\u00a0», puis revenez ici et testez de nouveau. Vous n’avez rien à ressaisir.',
    ],
    again: 'Tester de nouveau',
    other: 'Utiliser un autre compte API',
  },
  otherWay: 'Installer plutôt l’application',
  kept: {
    title: 'Votre compte API est gardé pour un autre test',
    text: (store) =>
      `Votre compte API pour la boutique ${store} n’a pas encore pu être testé, et rien n’est connecté. Il est gardé ici\u00a0: vous n’avez rien à ressaisir.`,
  },
  problems: {
    untested: {
      title: 'BigCommerce n’a pas pu être joint',
      text: 'Votre compte API n’a donc pas pu être testé, et rien n’a été connecté. Attendez une minute, puis testez de nouveau.',
    },
    too_often: {
      title: 'Trop de tests en peu de temps',
      text: 'Pour protéger les boutiques, les tests sont suspendus un moment. Réessayez dans un quart d’heure.',
    },
    has_app: {
      title: 'Cette boutique est connectée par l’application',
      text: (company) =>
        `Votre compte API fonctionne, mais ${company} a déjà connecté cette boutique par l’application. Rien n’a été changé. Pour renouveler la connexion, continuez par l’application.`,
      go: 'Continuer par l’application',
    },
  },
};
