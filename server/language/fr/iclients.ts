import type { iclients as english } from '../en/iclients.ts';

/** Les iClients et leurs adresses de rappel. */
export const iclients: typeof english = {
  title: 'iClients',
  intro:
    'Un iClient, c’est l’identifiant client et le secret client d’une application BigCommerce. Des connexions le partagent : quand son secret change, toutes continuent de fonctionner.',
  add: 'Ajouter un iClient',
  empty: {
    heading: 'Pas encore d’iClient',
    text: 'Ajoutez l’identifiant client et le secret client de votre application BigCommerce pour connecter des boutiques.',
    viewer: 'Demandez à un administrateur d’en ajouter un.',
  },
  columns: {
    name: 'Nom',
    clientId: 'Identifiant client',
    connections: 'Connexions',
    updated: 'Modifié',
  },
  fromEnvironment: 'De l’environnement',
  fromEnvironmentText:
    'Son nom, son identifiant client, son secret client, l’UUID du compte et ses autorisations viennent de la configuration du service (BIGCOMMERCE_CLIENT_ID et les variables voisines). Seule sa liste d’adresses se modifie ici, et il ne peut pas être supprimé.',
  notices: {
    created: 'L’iClient a été ajouté',
    changed: 'L’iClient a été modifié',
    deleted: 'L’iClient a été supprimé',
  },
  registerNow: 'Enregistrez maintenant ses adresses de rappel dans le portail développeur.',
  shortNow: (count: number, counted: number) => {
    if (count === 0) return 'Aucune connexion ne manque d’autorisations.';
    if (count === 1) return 'Une connexion doit maintenant être autorisée à nouveau.';
    return count >= counted
      ? `${counted} connexions ou plus doivent maintenant être autorisées à nouveau.`
      : `${count} connexions doivent maintenant être autorisées à nouveau.`;
  },
  stillChecking: {
    heading: 'Ses connexions sont encore en cours de vérification',
    text: 'Ses autorisations viennent d’être modifiées. Tant que toutes les connexions n’ont pas été comparées, certaines peuvent sembler connectées alors qu’il leur manque des autorisations. Rechargez cette page pour voir si c’est terminé.',
  },
  details: {
    heading: 'Détails',
    accountUuid: 'UUID du compte',
    notGiven: 'Non renseigné',
    secret: 'Secret client',
    secretKept: 'Enregistré, jamais affiché',
    created: 'Ajouté',
    updated: 'Modifié',
  },
  actions: { edit: 'Modifier', delete: 'Supprimer' },
  callbacks: {
    heading: 'Adresses de rappel',
    text: 'BigCommerce appelle ces adresses. Elles n’appartiennent qu’à cet iClient.',
    labels: {
      auth: 'Adresse de rappel « auth »',
      load: 'Adresse de rappel « load »',
      uninstall: 'Adresse de rappel « uninstall »',
      remove_user: 'Adresse de rappel « remove user »',
    },
    guide: {
      heading: 'Où les saisir dans le portail développeur',
      steps: [
        'Ouvrez devtools.bigcommerce.com, puis My Apps, et modifiez l’application qui a cet identifiant client.',
        'Dans l’onglet Technical, collez chaque adresse dans le champ du même nom : Auth Callback URL, Load Callback URL, Uninstall Callback URL.',
        'Remove User Callback URL apparaît une fois Multiple Users activé.',
        'Sous OAuth scopes, choisissez les autorisations listées ici, ni plus ni moins.',
        'Enregistrez. BigCommerce n’accepte que des adresses https et les compare lettre à lettre.',
      ],
    },
  },
  scopes: {
    heading: 'Autorisations',
    none: 'Aucune autorisation choisie : l’application ne demande que les informations de base.',
    changing: {
      heading: 'Changer les autorisations touche chaque boutique installée',
      text: 'Faites le même changement dans le portail développeur. BigCommerce retire alors l’accès à chaque boutique jusqu’à ce que le marchand ouvre l’application et accepte de nouveau. Les connexions auxquelles il manque une des autorisations choisies sont signalées comme à autoriser.',
    },
  },
  whitelist: {
    heading: 'Autres adresses admises',
    none: 'Aucune autre adresse de rappel « auth ».',
    problems: {
      characters: (entry: string) =>
        `${entry} : elle contient des espaces, des barres obliques inverses ou des caractères hors ASCII. Donnez l’adresse telle qu’un navigateur la copie.`,
      too_long: (entry: string) => `${entry.slice(0, 60)}… : elle dépasse 500 caractères.`,
      wildcard: (entry: string) =>
        `${entry} : les jokers sont impossibles. Donnez chaque adresse en entier.`,
      not_a_url: (entry: string) => `${entry} : ce n’est pas une adresse complète.`,
      user_info: (entry: string) => `${entry} : retirez le nom d’utilisateur avant le @.`,
      fragment: (entry: string) => `${entry} : retirez le # et ce qui le suit.`,
      query: (entry: string) => `${entry} : retirez le ? et ce qui le suit.`,
      not_https: (entry: string) =>
        `${entry} : elle doit commencer par https://. Seul localhost peut se contenter de http://.`,
      wrong_path: (entry: string) =>
        `${entry} : elle doit finir par le chemin de l’adresse de rappel « auth » de cet iClient.`,
      spelling: (entry: string) =>
        `${entry} : un navigateur l’écrirait autrement. Mettez l’hôte en minuscules, sans port par défaut ni points dans le chemin.`,
    },
    tooMany: (limit: number) => `Il peut y en avoir ${limit} au plus.`,
  },
  usedBy: {
    heading: 'Connexions',
    none: 'Aucune connexion ne l’utilise.',
    more: (count: number) => (count === 1 ? 'et une autre' : `et ${count} autres`),
    count: (count: number) => (count === 1 ? 'Une connexion' : `${count} connexions`),
  },
  form: {
    newTitle: 'Ajouter un iClient',
    editTitle: (name: string) => `Modifier ${name}`,
    whitelistLater:
      'Ses adresses de rappel s’affichent une fois qu’il est enregistré. D’autres adresses peuvent alors être admises.',
  },
  fields: {
    name: 'Nom',
    clientId: 'Identifiant client',
    clientSecret: 'Secret client',
    accountUuid: 'UUID du compte',
    whitelist: 'Autres adresses de rappel « auth » admises',
    otherScopes: 'Autres autorisations',
  },
  hints: {
    name: 'Pour vous et vos collègues. Les adresses de rappel sont faites du premier nom et ne changent plus.',
    clientId: 'Dans le portail développeur : My Apps, View Client ID.',
    clientSecret: 'À côté de l’identifiant client. Il est conservé chiffré et n’est plus affiché.',
    clientSecretKept: 'Laissez vide pour garder celui qui est enregistré.',
    accountUuid: 'Votre compte dans le portail développeur, si vous en avez un.',
    whitelist: (own: string) =>
      `En plus de ${own}, une par ligne : un tunnel, ou un autre domaine. En https, avec le même chemin à la fin.`,
  },
  errors: {
    name: 'Donnez un nom de 100 caractères au plus.',
    clientId: 'Donnez l’identifiant client : 200 caractères au plus, sans espaces.',
    clientIdTaken:
      'Un autre iClient a cet identifiant client. Utilisez celui-là, ou donnez un autre identifiant.',
    secretMissing: 'Donnez le secret client.',
    secretShape: 'Un secret client a 200 caractères au plus et pas d’espaces.',
    secretAgain: 'Retapez le secret client : il n’est jamais renvoyé à une page.',
    accountUuid: 'Un UUID de compte ressemble à 1a2b3c4d-0000-4000-8000-1a2b3c4d5e6f.',
    scopes:
      'Certaines ne peuvent pas être des autorisations : ce sont des mots faits de lettres, de chiffres et de tirets bas.',
    scopesTooMany: 'Il peut y avoir 100 autorisations au plus.',
  },
  remove: {
    title: (name: string) => `Supprimer ${name} ?`,
    text: 'Son secret client est détruit, et les appels de BigCommerce à ses adresses de rappel sont ensuite refusés. C’est irréversible.',
    confirm: 'Supprimer cet iClient',
    inUse: {
      heading: 'Il ne peut pas encore être supprimé',
      text: 'Ces connexions l’utilisent. Supprimez-les d’abord.',
    },
  },
};
