import type { FailureTexts } from '../en/failures.ts';
import type { iclients as english } from '../en/iclients.ts';

/** Les iClients et leurs URL de rappel. */
export const iclients: typeof english = {
  title: 'iClients',
  intro:
    'Un iClient, c’est l’identifiant client et le secret client d’une application BigCommerce. Des connexions le partagent\u00a0: quand son secret change, toutes continuent de fonctionner.',
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
  registerNow: 'Enregistrez maintenant ses URL de rappel dans le portail développeur.',
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
    heading: 'URL de rappel',
    text: 'BigCommerce appelle ces adresses. Elles n’appartiennent qu’à cet iClient.',
    labels: {
      auth: 'URL de rappel «\u00a0auth\u00a0»',
      load: 'URL de rappel «\u00a0load\u00a0»',
      uninstall: 'URL de rappel «\u00a0uninstall\u00a0»',
      remove_user: 'URL de rappel «\u00a0remove user\u00a0»',
    },
    guide: {
      heading: 'Où les saisir dans le portail développeur',
      steps: [
        'Ouvrez devtools.bigcommerce.com, puis My Apps, et modifiez l’application qui a cet identifiant client.',
        'Dans l’onglet Technical, collez chaque adresse dans le champ du même nom\u00a0: Auth Callback URL, Load Callback URL, Uninstall Callback URL.',
        'Remove User Callback URL apparaît une fois Multiple Users activé.',
        'Sous OAuth scopes, choisissez les autorisations listées ici, ni plus ni moins.',
        'Enregistrez. BigCommerce n’accepte que des adresses https et les compare lettre à lettre.',
      ],
    },
  },
  scopes: {
    heading: 'Autorisations',
    none: 'Aucune autorisation choisie\u00a0: l’application ne demande que les informations de base.',
    unknown: (scopes: string) => ({
      heading: 'Autorisations absentes de la liste de BigCommerce',
      text: `${scopes}. BigCommerce refuse toute la demande pour une seule autorisation mal écrite\u00a0: vérifiez l’orthographe.`,
    }),
    changing: {
      heading: 'Changer les autorisations touche chaque boutique installée',
      text: 'Faites le même changement dans le portail développeur. BigCommerce retire alors l’accès à chaque boutique jusqu’à ce que le marchand ouvre l’application et accepte de nouveau. Les connexions auxquelles il manque une des autorisations choisies sont signalées comme à autoriser.',
    },
  },
  whitelist: {
    heading: 'Autres adresses admises',
    none: 'Aucune autre URL de rappel «\u00a0auth\u00a0».',
    problems: {
      characters: (entry: string) =>
        `${entry}\u00a0: elle contient des espaces, des barres obliques inverses ou des caractères hors ASCII. Donnez l’adresse telle qu’un navigateur la copie.`,
      too_long: (entry: string) => `${entry.slice(0, 60)}…\u00a0: elle dépasse 500 caractères.`,
      wildcard: (entry: string) =>
        `${entry}\u00a0: les jokers sont impossibles. Donnez chaque adresse en entier.`,
      not_a_url: (entry: string) => `${entry}\u00a0: ce n’est pas une adresse complète.`,
      user_info: (entry: string) => `${entry}\u00a0: retirez le nom d’utilisateur avant le @.`,
      fragment: (entry: string) => `${entry}\u00a0: retirez le # et ce qui le suit.`,
      query: (entry: string) => `${entry}\u00a0: retirez le\u00a0? et ce qui le suit.`,
      not_https: (entry: string) =>
        `${entry}\u00a0: elle doit commencer par https://. Seul localhost peut se contenter de http://.`,
      trailing_slash: (entry: string) =>
        `${entry}\u00a0: retirez la barre oblique à la fin. Avec elle, c’est une autre adresse.`,
      wrong_path: (entry: string) =>
        `${entry}\u00a0: elle doit finir par le chemin de l’URL de rappel «\u00a0auth\u00a0» de cet iClient.`,
      spelling: (entry: string) =>
        `${entry}\u00a0: un navigateur l’écrirait autrement. Mettez l’hôte en minuscules, sans port par défaut ni points dans le chemin.`,
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
    editTitle: (name: string) => `Modifier «\u00a0${name}\u00a0»`,
    whitelistLater:
      'Ses URL de rappel s’affichent une fois qu’il est enregistré. D’autres adresses peuvent alors être admises.',
  },
  fields: {
    name: 'Nom',
    clientId: 'Identifiant client',
    clientSecret: 'Secret client',
    accountUuid: 'UUID du compte',
    whitelist: 'Autres URL de rappel «\u00a0auth\u00a0» admises',
    otherScopes: 'Autres autorisations',
  },
  hints: {
    name: 'Pour vous et vos collègues. Les URL de rappel sont faites du premier nom et ne changent plus.',
    clientId: 'Dans le portail développeur\u00a0: My Apps, View Client ID.',
    clientSecret: 'À côté de l’identifiant client. Il est conservé chiffré et n’est plus affiché.',
    clientIdKept:
      'Un autre identifiant client est une autre application\u00a0: chaque connexion de cet iClient doit alors être autorisée de nouveau.',
    clientSecretKept: 'Laissez vide pour garder celui qui est enregistré.',
    accountUuid: 'Votre compte dans le portail développeur, si vous en avez un.',
    whitelist: (own: string) =>
      `En plus de ${own}, une par ligne\u00a0: un tunnel, ou un autre domaine. En https, avec le même chemin à la fin.`,
  },
  errors: {
    name: 'Donnez un nom de 1 à 100 caractères, tous visibles.',
    changedMeanwhile:
      'Quelqu’un a modifié cet iClient pendant que son formulaire était ouvert. Ce que vous avez saisi est ci-dessous\u00a0: comparez-le avec la page de l’iClient, puis enregistrez de nouveau.',
    clientId: 'Donnez l’identifiant client\u00a0: 200 caractères au plus, sans espaces.',
    clientIdReserved:
      'Donnez l’identifiant client de l’application\u00a0: ceux qui commencent par «\u00a0simulation-\u00a0» sont ceux des installations simulées.',
    clientIdTaken:
      'Un autre iClient a cet identifiant client. Utilisez celui-là, ou donnez un autre identifiant.',
    otherIClient: 'Ouvrir cet iClient',
    secretMissing: 'Donnez le secret client.',
    secretShape: 'Un secret client a 200 caractères au plus et pas d’espaces.',
    secretAgain: 'Retapez le secret client\u00a0: il n’est jamais renvoyé à une page.',
    accountUuid: 'Un UUID de compte ressemble à 1a2b3c4d-0000-4000-8000-1a2b3c4d5e6f.',
    scopes:
      'Certaines ne peuvent pas être des autorisations\u00a0: ce sont des mots faits de lettres, de chiffres et de tirets bas.',
    scopesTooMany: 'Il peut y avoir 100 autorisations au plus.',
  },
  remove: {
    title: (name: string) => `Supprimer «\u00a0${name}\u00a0»\u00a0?`,
    refused: (name: string) => `«\u00a0${name}\u00a0» ne peut pas être supprimé`,
    text: 'Son secret client est détruit, et les appels de BigCommerce à ses URL de rappel sont ensuite refusés. C’est irréversible.',
    confirm: 'Supprimer cet iClient',
    inUse: {
      heading: 'Il ne peut pas encore être supprimé',
      text: 'Ces connexions l’utilisent. Supprimez-les d’abord.',
    },
  },
};

/** What stood in the way of a change of iClients. */
export const iclientFailures = {
  iclient_unknown: {
    title: 'Cet iClient n’existe pas',
    happened: 'L’adresse désigne un iClient supprimé, ou qui n’a jamais existé.',
    todo: 'Choisissez-en un dans la liste des iClients.',
  },
  iclient_in_use: {
    title: 'Cet iClient est encore utilisé',
    happened: 'Des connexions l’utilisent\u00a0: il n’a pas été supprimé.',
    todo: 'Supprimez d’abord ces connexions. La page de l’iClient les nomme.',
  },
  iclient_from_environment: {
    title: 'Cet iClient est décrit par l’environnement',
    happened:
      'Son nom, son identifiant client, son secret client et ses autorisations viennent de la configuration du service\u00a0: rien n’a été modifié ici.',
    todo: 'Modifiez BIGCOMMERCE_CLIENT_ID et les variables voisines dans la configuration, puis redémarrez le service.',
  },
  client_id_taken: {
    title: 'Un autre iClient a cet identifiant client',
    happened: 'Les identifiants client sont uniques. Rien n’a été modifié.',
    todo: 'Utilisez l’iClient qui l’a déjà, ou donnez un autre identifiant client.',
  },
} satisfies Partial<FailureTexts>;
